// A link in a wide table comes wholly into view when the keyboard gets there. Browsers leave a link
// of which a sliver is in sight where it is.
document.addEventListener("focusin", ({ target }) => {
  const box = target.closest(".iv-tabel");
  if (box && box !== target) target.scrollIntoView({ block: "nearest", inline: "nearest" });
});
