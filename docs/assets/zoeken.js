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
    ranking: {
      termSimilarity: 5, // ‘huur’ is more about rent than about a huurdersorganisatie
      metaWeights: { title: 4, vraag: 4, onderwerp: 3, woord: 1, zoekwoorden: 0.5 },
    },
  };
  // Words of three letters or more: shorter ones say little, and are the beginning of too many.
  const WORDS = /[\p{L}\p{N}]{3,}/gu;
  const ENOUGH = 3; // pages with all words, so that none with a part are needed
  const LEADS_TO_LISTS = "Kies hieronder een lijst.";
  const LEADS_ON = "Of kies uw vraag of uw verhuurder.";

  const form = document.getElementById("zoekformulier");
  const field = form.elements.q;
  const state = document.getElementById("zoek-stand");
  const list = document.getElementById("zoek-resultaten");
  const more = document.getElementById("zoek-meer");
  const ways = document.getElementById("zoek-niets");
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
    ways.hidden = true;
    document.title = query ? `${query} – ${title}` : title;
    state.textContent = query ? "Bezig met zoeken…" : "";
    if (!query) return;
    try {
      pagefind ??= open();
      const { pages, all } = await find(await pagefind, query);
      if (number !== latest) return;
      waiting = pages.sort(questionsFirst);
      const count = pages.length;
      await show(number);
      if (number !== latest) return;
      state.textContent = summary(query, count, all);
      ways.hidden = count > 0;
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

  // The page of a question comes first where a word leads to it: its answers are for everybody.
  function questionsFirst(one, other) {
    return asks(other) - asks(one);
  }

  function asks({ matchedMetaFields }) {
    return Number(matchedMetaFields?.includes("vraag") ?? false);
  }

  // The pages with all words; where those are few, after them the pages with a part, best first.
  // Pagefind passes over a word that no page has, so that each word is searched as well: all
  // that reads was fetched for the query.
  async function find(found, query) {
    const { results } = await found.search(query);
    const words = [...new Set(query.toLowerCase().match(WORDS))];
    const parts = await Promise.all(words.map((word) => found.search(word)));
    const whole = parts.every((part) => part.results.length > 0) ? results : [];
    if (whole.length >= ENOUGH || (whole.length > 0 && words.length < 2)) {
      return { pages: [...heads(parts, whole), ...whole], all: whole.length };
    }
    const pages = new Map();
    for (const result of parts.flatMap((part) => part.results)) {
      const page = { ...result, best: result.score };
      const other = pages.get(result.id);
      pages.set(result.id, other ? joined(other, page) : page);
    }
    for (const { id } of whole) pages.delete(id);
    const rest = [...pages.values()].sort((one, other) => other.score - one.score);
    return { pages: [...whole, ...rest], all: whole.length };
  }

  // Of each word the page that is about it, where it has not all words: its place or its question.
  function heads(parts, whole) {
    const known = new Set(whole.map(({ id }) => id));
    const best = parts.map(({ results }) => [...results].sort(questionsFirst)[0]);
    const found = best.filter((page) => page && !known.has(page.id));
    const about = found.filter(({ matchedMetaFields: fields }) =>
      ["vraag", "title"].some((field) => fields?.includes(field)),
    );
    return [...new Map(about.map((page) => [page.id, page])).values()];
  }

  // One page that several words found; what is shown of it is by the word that says most.
  function joined(one, other) {
    return {
      ...(one.best < other.best ? other : one),
      score: one.score + other.score,
      matchedMetaFields: [one, other].flatMap((each) => each.matchedMetaFields ?? []),
    };
  }

  // `all`: how many of the pages have all words.
  function summary(query, count, all) {
    if (count === 0) {
      return `Niets gevonden voor ‘${query}’. Probeer een ander of korter woord. ${LEADS_ON}`;
    }
    if (all === 0) {
      return `Geen pagina heeft al deze woorden: ‘${query}’. Dit zijn pagina’s met een deel ervan.`;
    }
    if (all < count) {
      const have = all === 1 ? "pagina heeft" : "pagina’s hebben";
      return `Maar ${all} ${have} al deze woorden: ‘${query}’. De andere hebben een deel ervan.`;
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
