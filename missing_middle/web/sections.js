// The style sheet leaves sections far from the screen without a layout, so that the page is soon alive. They get theirs
// when the reader comes near; or all at once, when a link leads to another place of the page; or one by one, when the
// page has long been there: then scroll bar and search in the page find everything in its true place. What stands beside
// questions waits, too, until the reader first moves.

const REST = 4000; // milliseconds, about as for explorables far away (host.js)
const idle = globalThis.requestIdleCallback ?? setTimeout;
const waiting = /** @type {any[]} */ ([...document.querySelectorAll("article.bd-article > section > section")]);

const wake = (what) => document.documentElement.classList.remove(what);
const move = () => wake("unmoved");

function layOutNext() {
  const part = waiting.shift();
  if (!part) return;
  part.style.contentVisibility = "visible";
  idle(layOutNext);
}

addEventListener("click", ({ target }) => {
  if (/** @type {any} */ (target).closest?.('a[href*="#"]')) wake("near-first");
}, true);
for (const event of ["keydown", "scroll"]) addEventListener(event, move, { once: true });
addEventListener("load", () =>
  setTimeout(() => {
    move();
    layOutNext();
  }, REST));
