// A word of the glossary explains itself when it is pointed at or has the focus: that is the style sheet's. Here is what
// a style sheet cannot do: the first tap shows the note and does not follow the link, the second does; a tap elsewhere
// or Escape takes the note away, and leaves the focus where it is.

const OPEN = "open", SHUT = "shut";
let tapped = false; // whether the last touch was by a finger on a word whose note was not to be seen

/** @param {any} node */
const wordOf = (node) => node.closest?.(".said");

function only(word, mark) {
  for (const other of document.querySelectorAll(`.said.${mark}`)) other.classList.remove(mark);
  word?.classList.add(mark);
}

addEventListener("pointerdown", ({ target, pointerType }) => {
  const word = wordOf(target);
  tapped = pointerType === "touch" && word && !word.classList.contains(OPEN);
  if (pointerType === "touch") only(word, OPEN);
}, true);

addEventListener("click", (event) => {
  if (tapped && wordOf(event.target)) event.preventDefault();
  tapped = false;
}, true);

addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  only(null, OPEN);
  for (const word of document.querySelectorAll(".said:is(:hover, :focus-within)")) word.classList.add(SHUT);
});

// Who comes back sees it again.
for (const gone of ["pointerout", "focusout"]) {
  addEventListener(gone, (/** @type {any} */ { target, relatedTarget }) => {
    const word = wordOf(target);
    if (word && wordOf(relatedTarget ?? document.body) !== word) word.classList.remove(SHUT);
  });
}
