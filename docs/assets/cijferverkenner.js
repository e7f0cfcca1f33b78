// Choices of the Cijferverkenner. Without this script the page is the complete table.
// It hides rows, draws bars of all rows of the choice, and cuts the published CSV to them; it
// never computes a figure. It stands before the table, so that the table is first seen as chosen.
(function () {
  "use strict";
  const form = document.getElementById("verkenner-keuzes");
  if (!form) return;
  const part = (name) => document.getElementById("verkenner-" + name);
  const selects = Array.from(form.querySelectorAll("select"));
  const radios = Array.from(form.querySelectorAll("input[name=aard]"));
  // So many rows at first: all of them are a wall, most of all on a phone.
  const FIRST = 25;
  let sections = [];
  let rows = [];
  let all = false;
  let printing = false;
  // The query of the address when the choice on the screen was made.
  let asked = "";

  // --- choices: from the form, from the address, and those that exist together ---

  function choices() {
    const aard = radios.find((radio) => radio.checked);
    const chosen = { aard: aard ? aard.value : "" };
    for (const select of selects) chosen[select.name] = select.value;
    return chosen;
  }

  // Whether a row is of this choice; names in `free` do not matter.
  function fits(row, chosen, free) {
    return Object.keys(chosen).every(
      (name) => !chosen[name] || free.includes(name) || row[name] === chosen[name]
    );
  }

  // The row that the address leads to, if it leads to one.
  function linked() {
    return rows.find((row) => "#" + row.element.id === location.hash);
  }

  function amount(chosen, ...free) {
    return rows.filter((row) => fits(row, chosen, free)).length;
  }

  function choose(select, value) {
    for (const old of select.querySelectorAll("[data-vreemd]")) old.remove();
    select.value = value;
    if (select.value === value) return;
    // A link may name what is no longer there: say so instead of showing everything.
    const option = new Option(value + ": bestaat hier niet", value, false, true);
    option.dataset.vreemd = "";
    option.dataset.naam = option.text;
    select.add(option);
  }

  function read() {
    const asked = new URLSearchParams(location.search);
    for (const select of selects) choose(select, asked.get(select.name) || "");
    const row = linked();
    const aard = asked.get("aard") || (row ? row.aard : location.hash.slice(1));
    const found =
      radios.find((radio) => radio.value === aard) ||
      radios.find((radio) => amount({ ...choices(), aard: radio.value })) ||
      radios[0];
    if (found) found.checked = true;
  }

  function address() {
    const chosen = Object.entries(choices()).filter(([, value]) => value);
    return "?" + new URLSearchParams(chosen);
  }

  // How many rows each value of a list would show; "" is all of them.
  function tally(name, chosen, free) {
    const counts = new Map();
    for (const row of rows) {
      if (!fits(row, chosen, free)) continue;
      for (const value of ["", row[name]]) counts.set(value, (counts.get(value) || 0) + 1);
    }
    return counts;
  }

  function offer(chosen) {
    for (const radio of radios) {
      const count = amount({ ...chosen, aard: radio.value });
      const label = radio.nextElementSibling;
      label.dataset.naam = label.dataset.naam || label.textContent;
      label.textContent = label.dataset.naam + " (" + count + ")";
      radio.disabled = !count && !radio.checked;
    }
    for (const select of selects) {
      const counts = tally(select.name, chosen, [select.name]);
      // An indicator has one theme; choosing another theme lets the indicator go.
      const others = tally(select.name, chosen, ["thema", "indicator"]);
      for (const option of select.options) {
        const other = select.name === "thema" && others.get(option.value);
        const count = counts.get(option.value) || other || 0;
        option.dataset.naam = option.dataset.naam || option.text;
        option.text = option.dataset.naam + " (" + count + ")";
        option.disabled = option.hidden = !count && !option.selected && option.value !== "";
      }
    }
  }

  function labels(chosen) {
    const named = selects.map((select) => select.selectedOptions[0]);
    const kind = radios.find((radio) => radio.value === chosen.aard);
    const found = named.filter((option) => option.value);
    return [kind.nextElementSibling, ...found].map((element) => element.dataset.naam);
  }

  // --- bars: one picture per indicator, document and period ---

  function make(tag, name, ...content) {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...content);
    return element;
  }

  const cell = (row, place) => row.element.cells[place];
  const valueOf = (row) => cell(row, 3).firstElementChild.textContent;

  function draw(shown) {
    const groups = new Map();
    const one = new Set(shown.map((row) => row.indicator)).size === 1;
    for (const row of one ? shown : []) {
      const key = row.document + "/" + row.jaar;
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(row);
    }
    const several = Array.from(groups.values()).filter((group) => measured(group).length > 1);
    part("staven").replaceChildren(...several.map(picture));
    const why = one
      ? "Geen staven: er zijn geen twee getallen om naast elkaar te zetten."
      : "Kies één indicator om staven te zien.";
    part("hulp").textContent = several.length ? "" : why;
  }

  // The rows that may have a bar side by side: a number, about the area of the document itself.
  function measured(group) {
    return group.filter((row) => row.waarde && !row.bereik);
  }

  function picture(group) {
    const first = group[0];
    const option = (name) =>
      Array.from(form.elements[name].options).find((each) => each.value === first[name]);
    const kind = radios.find((radio) => radio.value === first.aard).nextElementSibling;
    const unit = option("indicator").dataset;
    const values = measured(group).map((row) => Number(row.waarde));
    const low = Math.min(0, ...values);
    const size = Math.max(0, ...values, Number(unit.vol || 0)) - low || 1;
    const title = cell(first, 0).textContent + ", " + cell(first, 2).textContent;
    const source = "Bron: " + option("document").dataset.naam + ".";
    const what = kind.dataset.naam + ", in " + unit.eenheid + ". " + source;
    const caption = make(
      "figcaption",
      "",
      make("strong", "iv-tabel-titel", title),
      make("span", "iv-tabel-wat", what)
    );
    const list = make("ul", "", ...group.map((row) => bar(row, low, size)));
    return make("figure", "iv-staven", caption, list, ...asPicture(first));
  }

  // The chart that was drawn of these figures, of everyone in it, to take along.
  function asPicture(row) {
    if (!row.grafiek) return [];
    const links = ["svg", "png"].map((kind) => {
      const link = make("a", "", kind.toUpperCase());
      link.href = row.grafiek + "." + kind;
      link.download = "";
      return link;
    });
    return [make("p", "iv-bron", "De hele grafiek als plaatje: ", links[0], " · ", links[1])];
  }

  function bar(row, low, size) {
    const who = make("span", "iv-staaf-wie", cell(row, 1).textContent);
    if (row.bij) who.append(" ", make("span", "iv-bij", "(" + row.bij + ")"));
    const line = make("li", "iv-staaf-" + row.soort, who);
    const text = make("span", "iv-staaf-getal", valueOf(row));
    if (!row.waarde || row.bereik) {
      text.classList.add("iv-open");
      if (row.bereik) text.append("; niet te vergelijken, want dit " + row.bereik);
      line.append(text);
      return line;
    }
    const value = Number(row.waarde);
    const track = make("span", "iv-staaf-baan", make("span", row.grens ? "iv-staaf-grens" : ""));
    track.setAttribute("aria-hidden", "true");
    const percent = (part) => (100 * part) / size + "%";
    track.style.setProperty("--nul", percent(-low));
    track.style.setProperty("--van", percent(Math.min(value, 0) - low));
    track.style.setProperty("--lengte", percent(Math.abs(value)));
    line.append(track, text);
    return line;
  }

  // --- nothing found: which choice to let go ---

  function ways(chosen) {
    const found = [];
    for (const radio of radios) {
      const count = amount({ ...chosen, aard: radio.value });
      const label = radio.nextElementSibling.dataset.naam;
      if (count && !radio.checked)
        found.push([label + " (" + count + ")", () => (radio.checked = true)]);
    }
    for (const select of selects) {
      const count = amount(chosen, select.name);
      const option = select.selectedOptions[0];
      if (!count || !option.value) continue;
      const label = "Zonder ‘" + option.dataset.naam + "’ (" + count + ")";
      found.push([label, () => choose(select, "")]);
    }
    return [...found, ["Wis alle keuzes", wipe]];
  }

  function wayOut([text, change]) {
    const button = make("button", "md-button", text);
    button.type = "button";
    button.addEventListener("click", () => {
      change();
      changed();
      part("aantal").focus();
    });
    return make("li", "", button);
  }

  // --- the published CSV, cut to all rows of the choice ---

  // The records of a CSV text as they stand, each with its cells; quotes may hold line ends.
  function* records(text, separator) {
    let start = 0;
    let cellStart = 0;
    let quoted = false;
    let cells = [];
    for (let at = 0; at < text.length; at++) {
      if (text[at] === '"') quoted = !quoted;
      if (quoted || (text[at] !== separator && text[at] !== "\n")) continue;
      cells.push(text.slice(cellStart, at));
      cellStart = at + 1;
      if (text[at] === separator) continue;
      yield { raw: text.slice(start, cellStart), cells };
      start = cellStart;
      cells = [];
    }
  }

  function cut(text) {
    const heads = text.slice(0, text.indexOf("\n"));
    const separator = heads.includes(";") ? ";" : ",";
    const names = heads.replace("\uFEFF", "").trim().split(separator);
    const parts = [names.indexOf("document"), names.indexOf("rij")];
    const chosen = choices();
    const wanted = new Set(rows.filter((row) => fits(row, chosen, [])).map((row) => row.element.id));
    let kept = "";
    for (const { raw, cells } of records(text, separator)) {
      const id = parts.map((place) => cells[place]).join(".").replaceAll("/", ".");
      if (!kept || wanted.has(id)) kept += raw;
    }
    return kept;
  }

  async function download(file) {
    part("melding").textContent = "";
    try {
      const response = await fetch(file);
      if (!response.ok) throw new Error(response.statusText);
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true }); // Excel needs the mark
      const text = decoder.decode(await response.arrayBuffer());
      const link = make("a", "");
      link.href = URL.createObjectURL(new Blob([cut(text)], { type: "text/csv;charset=utf-8" }));
      const chosen = Object.values(choices()).filter(Boolean);
      link.download = "cijfers-" + chosen.join("-") + file.slice(file.lastIndexOf("/cijfers") + 8);
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    } catch {
      part("melding").textContent =
        "Downloaden lukt nu niet. Probeer het later, of download onderaan alle cijfers.";
    }
  }

  // --- together ---

  function show() {
    const chosen = choices();
    const shown = rows.filter((row) => fits(row, chosen, []));
    const seen = new Set(all || printing ? shown : beginning(shown));
    for (const row of rows) row.element.hidden = !seen.has(row);
    for (const section of sections)
      section.hidden = section.dataset.aard !== chosen.aard || !shown.length;
    offer(chosen);
    const found = shown.length === 1 ? "1 cijfer" : (shown.length || "Geen") + " cijfers";
    const left = shown.length - seen.size;
    const some = left ? " U ziet de eerste " + seen.size + "." : "";
    part("aantal").textContent =
      found + " voor deze keuze: " + labels(chosen).join(", ") + "." + some;
    // Its style keeps the button off paper: one that is hidden here loses the focus.
    if (!printing) part("meer").hidden = !left;
    const others = left === 1 ? "het laatste cijfer" : "de andere " + left + " cijfers";
    part("meer").textContent = "Toon ook " + others;
    part("gevonden").hidden = !shown.length;
    part("leeg").hidden = Boolean(shown.length);
    const out = shown.length ? [] : ways(chosen).map(wayOut);
    part("leeg").querySelector("ul").replaceChildren(...out);
    part("melding").textContent = "";
    part("link").href = address();
    draw(shown);
  }

  // The first rows, with all that belong to the last one: its total must not fall off. All of
  // them where the address leads to a later row.
  function beginning(shown) {
    const key = (row) => [row.indicator, row.document, row.jaar].join("/");
    let end = FIRST;
    while (end < shown.length && key(shown[end]) === key(shown[end - 1])) end++;
    return shown.indexOf(linked()) < end ? shown.slice(0, end) : shown;
  }

  function changed() {
    all = false;
    if (location.search !== address()) history.pushState(null, "", address());
    asked = location.search;
    show();
  }

  function start() {
    document.documentElement.classList.remove("iv-bezig");
    sections = Array.from(document.querySelectorAll(".iv-verkenner-deel"));
    rows = sections.flatMap((section) =>
      Array.from(section.querySelectorAll("tbody tr"), (element) => ({
        element,
        aard: section.dataset.aard,
        ...element.dataset,
      }))
    );
    part("uitkomst").hidden = false;
    arrive();
  }

  // At the address as it is now; rows above the one it leads to may have gone. The same choice
  // keeps all its rows.
  function arrive() {
    const before = address();
    read();
    all = all && address() === before;
    asked = location.search;
    show();
    if (linked()) linked().element.scrollIntoView();
  }

  // Also every click on a link within the page comes here. Where it leads to a place that says
  // nothing of a choice, as the skip link does, the choice stays, and the address tells it.
  function moved() {
    const place = location.hash;
    const known = !place || linked() || sections.some((section) => "#" + section.id === place);
    if (location.search !== asked || known) return arrive();
    history.replaceState(null, "", address() + place);
    asked = location.search;
  }

  // Paper has no button: it gets all rows of the choice.
  function onPaper(now) {
    printing = now;
    show();
  }

  function wipe() {
    for (const select of selects) choose(select, "");
  }

  form.addEventListener("change", (event) => {
    if (event.target.name === "thema" && !amount(choices())) choose(form.elements.indicator, "");
    changed();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  part("wis").addEventListener("click", () => {
    wipe();
    changed();
  });
  for (const button of document.querySelectorAll("[data-bestand]"))
    button.addEventListener("click", () => download(button.dataset.bestand));
  addEventListener("popstate", moved);
  addEventListener("beforeprint", () => onPaper(true));
  addEventListener("afterprint", () => onPaper(false));
  document.addEventListener("click", (event) => {
    if (event.target !== part("meer")) return;
    const first = rows.find((row) => row.element.hidden && fits(row, choices(), []));
    all = true;
    show();
    cell(first, 0).firstElementChild.focus(); // the button is gone
  });
  form.hidden = false;
  document.documentElement.classList.add("iv-bezig");
  document.addEventListener("DOMContentLoaded", start);
})();
