// Marks in "On this page" the section that is read. The theme marks a heading that passes the top of the window, so it
// misses who jumps: by End, by Home, by a link in the text.
const SCROLL_REST = 80; // milliseconds after the last step of scrolling
const contentLinks = /** @type {any[]} */ ([...document.querySelectorAll('.page-toc a[href^="#"]')]);
const contentSections = contentLinks.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

function markHere() {
  const passed = contentSections.map((section) =>
    section !== null && section.getBoundingClientRect().top < innerHeight * 0.3
  );
  const here = contentLinks[passed.lastIndexOf(true)]?.hash; // a page for small screens holds the list twice
  for (const link of contentLinks) {
    const is = link.hash === here;
    link.classList.toggle("active", is);
    if (is) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

let scrollPause;
if (contentLinks.length) {
  addEventListener("scroll", () => {
    clearTimeout(scrollPause);
    scrollPause = setTimeout(markHere, SCROLL_REST);
  }, { passive: true });
}
