// Filters of the agenda. Without this script the page is the complete list.
(function () {
  "use strict";
  const form = document.getElementById("agenda-filters");
  if (!form) return;
  const count = document.getElementById("agenda-aantal");
  const rows = Array.from(document.querySelectorAll(".iv-agenda tbody tr"));

  function matches(row, chosen) {
    return chosen.every(([name, value]) => (row.dataset[name] || "").split(" ").includes(value));
  }

  function update() {
    const chosen = Array.from(new FormData(form)).filter(([, value]) => value);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !matches(row, chosen);
      shown += row.hidden ? 0 : 1;
    }
    for (const table of document.querySelectorAll(".iv-agenda")) {
      const empty = !table.querySelector("tbody tr:not([hidden])");
      const box = table.closest(".iv-tabel");
      box.hidden = empty;
      const heading = box.previousElementSibling;
      if (heading) heading.hidden = empty;
    }
    count.textContent = shown === 1 ? "1 afspraak" : shown + " afspraken";
    const query = new URLSearchParams(chosen).toString();
    history.replaceState(null, "", query ? "?" + query : location.pathname + location.hash);
  }

  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  form.addEventListener("change", update);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  update();
})();
