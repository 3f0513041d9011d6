// Questions whose script and data are asked for when somebody touches them.
import { ask } from "./ask.js";
import { named, store } from "./store.js";

const laterHome = typeof document !== "undefined" && /** @type {any} */ (document.currentScript)?.src;

/** A question whose script comes when it is touched; a button that was pressed before is pressed again. */
export function later(root, item) {
  const form = root.querySelector(`[data-question="${item.id}"], [data-try="${item.id}"]`),
    reply = form.querySelector(".quiz-reply");
  let started, there = false;
  const start = () =>
    started ??= Promise.all([ask(item.script, laterHome, item.module), item.data && ask(item.data, laterHome)])
      .then(([module, data]) => module.question(form, { ...item, ...data?.[item.id] }, laterHome))
      .then(() => there = true)
      .catch((error) => {
        started = null;
        reply.textContent = error.message;
      });
  form.addEventListener("focusin", start);
  form.addEventListener("input", ({ target }) => { // what is typed or pasted before the script has come is kept, too
    const field = /** @type {HTMLTextAreaElement} */ (target);
    if (!there && field.name === "answer") store.set(named.answer(item.id), field.value);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", async (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (!button || there) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await start();
    if (there) button.click();
  });
  const restore = () => {
    const kept = store.get(named.answer(item.id)), field = form.elements.answer;
    if (kept && !field) start(); // its fields are made by its script
    else if (kept && field.value === field.defaultValue) field.value = kept;
  };
  restore();
  addEventListener("storage", restore); // what is answered in another tab
  return () => {
    store.drop(named.answer(item.id));
    store.drop(named.solved(item.id));
    form.reset();
  };
}
