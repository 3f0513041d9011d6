// A formula wider than the screen scrolls in its own box; the box then must be reachable with the keyboard.
const mark = (box) => {
  if (box.scrollWidth > box.clientWidth) {
    box.tabIndex = 0; box.setAttribute("role", "region"); box.setAttribute("aria-label", "Formula");
  } else for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
};
// Boxes are measured when the browser has laid them out, which it then need not do once more for us.
const sizes = new ResizeObserver((seen) => seen.forEach(({ target }) => mark(target)));
const measure = () => document.querySelectorAll("div.math > .formula").forEach((box) => {
  sizes.unobserve(box); sizes.observe(box);
});
measure();
document.fonts.addEventListener("loadingdone", measure);
