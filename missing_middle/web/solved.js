// The list of exercises: how many questions of each set were solved or compared in the pages, or that all were in the notebook.
import { recordWords } from "./catalogue/record.js";
import { named, store } from "./store.js";

const kept = store.all();
for (const place of /** @type {any} */ (document.querySelectorAll("[data-solved]"))) {
  const { solved, of } = place.dataset, ways = [named.solved, named.compared].map((way) => way(solved + "-q"));
  const done = Object.keys(kept).filter((name) => ways.some((begin) => name.startsWith(begin))).length;
  const some = done ? recordWords.of(done, of) : "";
  place.textContent = named.done(solved) in kept ? recordWords.inNotebook : some;
}
