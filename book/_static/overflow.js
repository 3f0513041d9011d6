// A formula wider than the screen scrolls in its own box; the box then must be reachable with the keyboard.
const mark = () => document.querySelectorAll("div.math > .formula").forEach((box) => {
  if (box.scrollWidth > box.clientWidth) {
    box.tabIndex = 0; box.setAttribute("role", "region"); box.setAttribute("aria-label", "Formula");
  } else for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
});
addEventListener("load", mark);
addEventListener("resize", mark);
