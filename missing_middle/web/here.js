// Marks in "On this page" the section that is read. The theme marks a heading that passes the top of the window, so it
// misses who jumps: by End, by Home, by a link in the text.
const REST = 80; // milliseconds after the last step of scrolling
const links = /** @type {any[]} */ ([...document.querySelectorAll('.page-toc a[href^="#"]')]);
const sections = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));

function mark() {
  const passed = sections.map((section) => section !== null && section.getBoundingClientRect().top < innerHeight * 0.3);
  const here = links[passed.lastIndexOf(true)]?.hash; // a page for small screens holds the list twice
  for (const link of links) {
    const is = link.hash === here;
    link.classList.toggle("active", is);
    if (is) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

let pause;
if (links.length) {
  addEventListener("scroll", () => {
    clearTimeout(pause);
    pause = setTimeout(mark, REST);
  }, { passive: true });
}
