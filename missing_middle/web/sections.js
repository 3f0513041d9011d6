// The style sheet leaves sections far from the screen without a layout, so that the page is soon alive. They get theirs
// when the reader comes near; or all at once, when a link leads to a place of the page (house.css), or a jump to its end;
// or one by one, when the page has long been there: then scroll bar and search in the page find everything in its true
// place. What stands beside questions waits, too, until the reader first moves.

const REST = 4000; // milliseconds, about as for explorables far away (host.js)
const waiting = /** @type {any[]} */ ([...document.querySelectorAll("article > section > section")]);
const page = document.documentElement;

function layOutNext() {
  page.classList.remove("unmoved");
  const part = waiting.shift();
  if (!part) return;
  part.style.contentVisibility = "visible";
  setTimeout(layOutNext, 50); // a task each
}

function move() {
  page.classList.remove("unmoved");
  if (!waiting[0] || !scrollY || scrollY + innerHeight < page.scrollHeight - 1) return;
  page.classList.remove("near-first"); // what was the end so far is not the end
  scrollTo(0, page.scrollHeight);
}

setTimeout(layOutNext, REST);
addEventListener("keydown", move);
addEventListener("scroll", move);
