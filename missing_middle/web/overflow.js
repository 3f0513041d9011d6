// A formula, a table or code wider than the screen scrolls in its own box; the keyboard then must reach the box.
import { pageWords } from "./catalogue/page.js";

const BOXES = [
  "div.math > .formula",
  "pre:not(.xp pre)",
  ".cell_output > .output",
  ".jp-RenderedHTMLCommon",
  ".pst-scrollable-table-container",
].join();

function markBox(box) {
  const formula = box.matches(".formula");
  const scrolls = box.clientHeight > 0 && // not in a box that is folded
    (box.scrollWidth > box.clientWidth || (!formula && box.scrollHeight > box.clientHeight));
  const marks = { tabindex: 0, ...(formula ? { role: "region", "aria-label": pageWords.formula } : {}) };
  for (const [name, value] of Object.entries(marks)) {
    if (scrolls) box.setAttribute(name, value);
    else box.removeAttribute(name);
  }
}

// Boxes are measured when the browser has laid them out, which it then need not do once more for us.
function watchBoxes() {
  const sizes = new ResizeObserver((seen) => seen.forEach(({ target }) => markBox(target)));
  const measure = () =>
    document.querySelectorAll(BOXES).forEach((box) => {
      sizes.unobserve(box);
      sizes.observe(box);
    });
  measure();
  document.fonts.addEventListener("loadingdone", measure);
}

watchBoxes();
