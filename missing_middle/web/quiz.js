// The questions of a page: what was answered is kept, judged at once, and can be taken back. Numbers and letters are
// judged here; other kinds name a script and their data, which are asked for when somebody touches the question.
import { ask } from "./ask.js";
import { say } from "./catalogue/questions.js";
import { judge, showSaid } from "./judge.js";
import { named, store } from "./store.js";

const home = typeof document !== "undefined" && /** @type {any} */ (document.currentScript)?.src;

const formOf = (root, { id }) => root.querySelector(`[data-question="${id}"], [data-try="${id}"]`);

function forget(form, { id }) {
  store.drop(named.answer(id));
  store.drop(named.solved(id));
  form.reset();
}

/** A question whose script comes when it is touched; a button that was pressed before is pressed again. */
function later(root, item) {
  const form = formOf(root, item), reply = form.querySelector(".quiz-reply");
  let started, there = false;
  const start = () =>
    started ??= Promise.all([ask(item.script, home, item.module), ask(item.data, home)])
      .then(([module, data]) => module.question(form, { ...item, ...JSON.parse(data)[item.id] }, home))
      .then(() => there = true)
      .catch((error) => {
        started = null;
        reply.textContent = error.message;
      });
  form.addEventListener("focusin", start);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", async (event) => {
    const button = /** @type {HTMLElement} */ (event.target).closest("button");
    if (!button || there) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await start();
    if (there) button.click();
  });
  const kept = store.get(named.answer(item.id));
  if (kept && form.elements.answer) form.elements.answer.value = kept;
  return () => forget(form, item);
}

function question(root, item) {
  const form = formOf(root, item), field = form.elements.answer;
  const reply = form.querySelector(".quiz-reply"), again = form.querySelector("[data-again]");
  const show = (said) => {
    reply.replaceChildren();
    reply.dataset.outcome = "";
    again.hidden = !said || said.outcome === "not attempted";
    if (said) showSaid(reply, said);
  };
  const clear = () => {
    forget(form, item);
    show(null);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = judge(item, field.value);
    store.set(named.answer(item.id), field.value);
    if (said.outcome === "correct") store.set(named.solved(item.id), "yes");
    show(said);
  });
  form.addEventListener("input", () => show(null));
  again.addEventListener("click", () => {
    clear();
    form.querySelector("input").focus();
  });
  const kept = store.get(named.answer(item.id));
  if (kept) field.value = kept;
  if (kept && field.value) show(judge(item, field.value));
  return clear;
}

function start(root) {
  const items = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
  const clears = items.map((item) => (item.script ? later : question)(root, item));
  root.querySelector("[data-clear]")?.addEventListener("click", () => {
    clears.forEach((clear) => clear());
    root.querySelector("[data-cleared]").textContent = say.cleared;
  });
  root.querySelectorAll("[data-live]").forEach((tools) => {
    tools.hidden = false;
  });
}

if (typeof document !== "undefined") document.querySelectorAll("[data-quiz]").forEach(start);
