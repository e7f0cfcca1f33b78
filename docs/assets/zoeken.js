// Searching. Nothing of the index is fetched before a reader searches; the address holds the query.
(function () {
  "use strict";
  const SITE = new URL("../", document.currentScript.src);
  const INDEX = new URL("pagefind/pagefind.js", SITE);
  const FROM_DISK = location.protocol === "file:";
  const AT_ONCE = 6; // each result shown is one more small file to fetch
  const SETTINGS = {
    baseUrl: SITE.pathname,
    noWorker: true, // it would be fetched besides, for the same answers
    excerptLength: 24,
    ranking: { metaWeights: { title: 4, onderwerp: 3, woord: 1, zoekwoorden: 0.5 } },
  };
  const LEADS_TO_LISTS = "Kies hieronder een lijst.";

  const form = document.getElementById("zoekformulier");
  const field = form.elements.q;
  const state = document.getElementById("zoek-stand");
  const list = document.getElementById("zoek-resultaten");
  const more = document.getElementById("zoek-meer");
  const title = document.title;

  let pagefind; // a promise, once somebody searched
  let waiting = []; // results that are found and not yet shown
  let latest = 0; // an answer that comes after a newer question is dropped

  async function open() {
    if (FROM_DISK) throw new Error("a browser fetches nothing from a disk");
    const found = await import(INDEX);
    await found.options(SETTINGS);
    return found;
  }

  async function search(query) {
    const number = ++latest;
    list.replaceChildren();
    more.hidden = true;
    document.title = query ? `${query} – ${title}` : title;
    state.textContent = query ? "Bezig met zoeken…" : "";
    if (!query) return;
    try {
      pagefind ??= open();
      const { results } = await (await pagefind).search(query);
      if (number !== latest) return;
      waiting = results;
      await show(number);
      if (number === latest) state.textContent = summary(query, results.length);
    } catch {
      pagefind = undefined;
      const why = await reason();
      if (number === latest) state.textContent = `${why} ${LEADS_TO_LISTS}`;
    }
  }

  // Why there is no index: nobody made one here, or it could not be fetched.
  async function reason() {
    if (FROM_DISK) {
      return "Dit is een kopie op een schijf. Zoeken werkt alleen op de website zelf.";
    }
    const answer = await fetch(INDEX, { method: "HEAD" }).catch(() => null);
    return answer?.status === 404
      ? "Hier is nog geen zoekindex. De opdracht inlegvel bouw maakt hem; inlegvel serveer niet."
      : "Zoeken lukt nu niet. Probeer het straks opnieuw.";
  }

  function summary(query, count) {
    if (count === 0) {
      return `Niets gevonden voor ‘${query}’. Probeer een ander of korter woord. ${LEADS_TO_LISTS}`;
    }
    return `${count} ${count === 1 ? "resultaat" : "resultaten"} voor ‘${query}’.`;
  }

  // Show the next results; gives the first new one.
  async function show(number) {
    const next = waiting.slice(0, AT_ONCE);
    const items = await Promise.all(next.map(async (result) => item(await result.data())));
    if (number !== latest) return null;
    waiting = waiting.slice(AT_ONCE);
    list.append(...items);
    more.hidden = waiting.length === 0;
    return items[0];
  }

  function item({ url, meta, excerpt }) {
    const result = element("li");
    const link = element("a", meta.title);
    link.href = meta.adres ? new URL(meta.adres, SITE).pathname + new URL(meta.adres, SITE).hash : url;
    const heading = element("h2", "", "iv-resultaat-titel");
    heading.append(link);
    if (meta.soort) heading.append(" ", element("span", meta.soort, "iv-label"));
    result.append(heading);
    if (meta.verlopen) result.append(element("p", sentence(meta.verlopen), "iv-resultaat-verlopen"));
    const text = element("p");
    text.append(...marked(excerpt));
    result.append(text);
    return result;
  }

  function element(name, text = "", kind = "") {
    const made = document.createElement(name);
    made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  function sentence(text) {
    return `${text.split(". ")[0].replace(/\.$/, "")}.`;
  }

  // The excerpt as text with the words that were found marked, whatever the page holds.
  function marked(excerpt) {
    const { body } = new DOMParser().parseFromString(excerpt, "text/html");
    if (!/[.?!]$/.test(body.textContent)) body.append(" …");
    return Array.from(body.childNodes, (node) =>
      node.nodeName === "MARK" ? element("mark", node.textContent) : node.textContent,
    );
  }

  function asked() {
    return (new URLSearchParams(location.search).get("q") || "").trim();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = field.value.trim();
    if (query !== asked()) {
      history.pushState(null, "", query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
    }
    search(query);
  });
  more.addEventListener("click", async () => {
    const first = await show(latest);
    first?.querySelector("a").focus();
  });
  window.addEventListener("popstate", () => {
    field.value = asked();
    search(field.value);
  });

  field.value = asked();
  if (field.value) search(field.value);
  else field.focus();
})();
