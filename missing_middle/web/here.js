// Marks in "On this page" the section that is read. The theme marks a heading that passes the top of the window, so it
// misses who jumps: by End, by Home, by a link in the text.
const contentLinks = /** @type {any[]} */ ([...document.querySelectorAll('.page-toc a[href^="#"]')]);

function markHere() {
  const here = contentLinks.findLast((link) =>
    document.getElementById(link.hash.slice(1)).getBoundingClientRect().top < innerHeight / 3
  );
  for (const link of contentLinks) { // a page for small screens holds the list twice
    const is = link.hash === here?.hash;
    link.classList.toggle("active", is);
    link.ariaCurrent = is;
  }
}

addEventListener("scrollend", markHere); // a browser that does not know it keeps the theme's mark
