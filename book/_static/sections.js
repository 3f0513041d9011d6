// The style sheet leaves sections far from the screen without a layout, so that the page is soon alive. Then they get
// theirs one by one: links, scroll bar and search in the page find everything in its true place.
const waiting = [...document.querySelectorAll("article.bd-article > section > section")];
const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(work, 50));
const layOutNext = () => {
  const section = waiting.shift();
  if (!section) return;
  section.style.contentVisibility = "visible";
  idle(layOutNext);
};
idle(layOutNext);
