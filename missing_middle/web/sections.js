// The style sheet leaves sections far from the screen without a layout, so that the page is soon alive. They get theirs
// when the reader comes near; or all at once, when a link leads to a place of the page (house.css); or one by one, when
// the page has long been there: then scroll bar and search in the page find everything in its true place. What stands
// beside questions waits, too, until the reader first moves.

const REST = 4000; // milliseconds, about as for explorables far away (host.js)
const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 50));
const waiting = /** @type {any[]} */ ([...document.querySelectorAll("article.bd-article > section > section")]);

function move() {
  document.documentElement.classList.remove("unmoved");
}

function layOutNext() {
  const part = waiting.shift();
  if (!part) return;
  part.style.contentVisibility = "visible";
  idle(layOutNext);
}

for (const event of ["keydown", "scroll"]) addEventListener(event, move, { once: true });
addEventListener("load", () =>
  setTimeout(() => {
    move();
    layOutNext();
  }, REST));
