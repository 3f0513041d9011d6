// The style sheet leaves sections far from the screen without a layout, so that the page is soon alive. They get theirs
// when the reader comes near; or all at once, when a link leads to another place of the page; or one by one, when the
// page has long been there: then scroll bar and search in the page find everything in its true place.

const REST = 4000; // milliseconds after the page has loaded, as for explorables far away (host.js)
const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 50));
const waiting = /** @type {any[]} */ ([...document.querySelectorAll("article.bd-article > section > section")]);

function layOutNext() {
  const part = waiting.shift();
  if (!part) return;
  part.style.contentVisibility = "visible";
  idle(layOutNext);
}

addEventListener("click", ({ target }) => {
  const link = /** @type {any} */ (target).closest?.('a[href*="#"]');
  if (link) document.documentElement.classList.remove("near-first");
}, true);
addEventListener("load", () => setTimeout(layOutNext, REST));
