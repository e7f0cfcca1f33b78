// A button that copies, above every piece of code. Without this script the code can be selected.
(function () {
  "use strict";
  if (!navigator.clipboard) return; // browsers give it to safe addresses only
  const said = document.createElement("p");
  said.className = "iv-verborgen";
  said.setAttribute("role", "status");
  document.querySelector("article").append(said);

  function tell(button, text) {
    button.textContent = said.textContent = text;
    setTimeout(() => {
      button.textContent = "Kopieer";
      said.textContent = "";
    }, 3000);
  }

  for (const code of document.querySelectorAll("article pre > code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "iv-kopieer";
    button.textContent = "Kopieer";
    button.addEventListener("click", () =>
      navigator.clipboard.writeText(code.textContent).then(
        () => tell(button, "Gekopieerd"),
        () => tell(button, "Kopiëren lukt niet")
      )
    );
    code.parentElement.before(button);
  }
})();
