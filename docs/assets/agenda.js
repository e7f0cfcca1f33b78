// Filters of the agenda. Without this script each of its two pages is a complete list.
(function () {
  "use strict";
  const form = document.getElementById("agenda-filters");
  if (!form) return;
  const count = document.getElementById("agenda-aantal");
  const boxes = Array.from(document.querySelectorAll("details.iv-vak"), (box) => ({
    box: box,
    heading: box.previousElementSibling,
    summary: box.querySelector("summary"),
    rows: Array.from(box.querySelectorAll("tbody tr")),
    open: box.open,
  }));
  const other = document.querySelector(".iv-agenda-ook"); // the page with the other agreements
  const chapters = Array.from(document.querySelectorAll("article h2"));
  let filtered = false;

  // The theme opens every box for paper; what a reader left closed stays away from it.
  function keepFromPaper(box) {
    if (!matchMedia("print").matches) box.classList.toggle("iv-dicht", !box.open);
  }

  function matches(row, chosen) {
    return chosen.every(([name, value]) => (row.dataset[name] || "").split(" ").includes(value));
  }

  function inWords(number) {
    return number === 1 ? "1 afspraak" : number + " afspraken";
  }

  // A chapter without any box left needs no heading.
  function foldChapters() {
    for (const chapter of chapters) {
      const own = [];
      for (let next = chapter.nextElementSibling; next && next.tagName !== "H2"; next = next.nextElementSibling) {
        if (next.classList.contains("iv-vak")) own.push(next);
      }
      if (own.length) chapter.hidden = own.every((box) => box.hidden);
    }
  }

  function update() {
    const chosen = Array.from(new FormData(form)).filter(([, value]) => value);
    let total = 0;
    for (const { box, heading, summary, rows, open } of boxes) {
      let shown = 0;
      for (const row of rows) {
        row.hidden = !matches(row, chosen);
        shown += row.hidden ? 0 : 1;
      }
      total += shown;
      box.hidden = heading.hidden = shown === 0;
      summary.textContent = inWords(shown);
      // What was chosen is shown at once; without a choice each box is as it was.
      if (chosen.length) box.open = true;
      else if (filtered) box.open = open;
    }
    filtered = chosen.length > 0;
    foldChapters();
    count.textContent = inWords(total);
    const query = new URLSearchParams(chosen).toString();
    other.search = query;
    history.replaceState(null, "", query ? "?" + query : location.pathname + location.hash);
  }

  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  for (const { box } of boxes) box.addEventListener("toggle", () => keepFromPaper(box));
  form.addEventListener("change", update);
  form.addEventListener("reset", () => setTimeout(update));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  update();
})();
