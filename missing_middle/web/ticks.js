// Every page notes that it was read to its end, and ticks what was read in its list of contents.
import { pageWords } from "./catalogue/page.js";
import { named, store } from "./store.js";

const html = () => document.documentElement;
export const root = () => new URL(html().dataset.content_root || "./", location.href).href;
const pageOf = (address) => decodeURI(address.split("#")[0].slice(root().length));

export function tick() {
  const record = store.all();
  for (const link of /** @type {any} */ (document.querySelectorAll("nav.bd-links a, [data-map] a"))) {
    const read = named.read(pageOf(link.href)) in record, there = link.querySelector(".read-mark");
    if (!read) there?.remove();
    if (!read || there) continue;
    const mark = link.appendChild(document.createElement("span"));
    mark.className = "read-mark";
    mark.textContent = "\u00a0\u2713";
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", pageWords.read);
  }
}

function watchTheEnd() {
  const end = document.querySelector("footer.prev-next-footer, .bd-footer-content");
  if (!end) return;
  new IntersectionObserver((seen, watch) => {
    if (!seen.some((s) => s.isIntersecting)) return;
    watch.disconnect();
    store.set(named.read(pageOf(location.href)), "yes");
    tick();
  }).observe(end);
}

if (typeof document !== "undefined") {
  watchTheEnd();
  tick();
}
