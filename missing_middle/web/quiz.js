// The questions of a page: what was answered is kept, judged at once, and can be taken back. Numbers and letters are
// judged here; other kinds name a script, and a page that has such has run later.js.
import { ask } from "./ask.js";
import { say } from "./catalogue/questions.js";
import { judge, showSaid } from "./judge.js";
import { named, store } from "./store.js";

const quizHome = typeof document !== "undefined" && /** @type {any} */ (document.currentScript)?.src;

function question(root, item) {
  const form = root.querySelector(`[data-question="${item.id}"]`), field = form.elements.answer;
  const reply = form.querySelector(".quiz-reply"), again = form.querySelector("[data-again]");
  const show = (said) => {
    reply.replaceChildren();
    reply.dataset.outcome = "";
    again.hidden = !said || said.outcome === "not attempted";
    if (said) showSaid(reply, said);
  };
  const clear = () => {
    store.drop(named.answer(item.id));
    store.drop(named.solved(item.id));
    form.reset();
    show(null);
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const said = judge(item, field.value);
    const kept = store.set(named.answer(item.id), field.value);
    if (said.outcome === "correct") store.set(named.solved(item.id), "yes");
    show(said);
    if (!kept) reply.append(` ${say.notKept}`);
  });
  form.addEventListener("input", () => show(null));
  again.addEventListener("click", () => {
    clear();
    form.querySelector("input").focus();
  });
  const restore = () => {
    const kept = !field.value && store.get(named.answer(item.id));
    if (kept) field.value = kept;
    if (kept && field.value) show(judge(item, field.value));
  };
  restore();
  addEventListener("storage", restore); // what is answered in another tab
  return clear;
}

function start(root) {
  const items = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
  const clears = items.map((item) =>
    (item.script ? /** @type {any} */ (globalThis).missingMiddle["later.js"].later : question)(root, item)
  );
  root.querySelector("[data-clear]")?.addEventListener("click", () => {
    clears.forEach((clear) => clear());
    root.querySelector("[data-cleared]").textContent = say.cleared;
  });
  root.addEventListener("click", async ({ target }) => {
    const button = target.closest("[data-carry]"), form = target.closest("form");
    if (!button) return;
    const reply = (form ?? root).querySelector(form ? ".quiz-reply" : "[data-cleared]");
    try {
      const { carry } = await ask(button.dataset.carry, quizHome, "carry.js");
      await carry(button, form ? [form] : [...root.querySelectorAll("form")], items, reply);
    } catch (error) {
      reply.textContent = error.message;
    }
  });
  root.querySelectorAll("[data-live]").forEach((tools) => {
    tools.hidden = false;
  });
}

if (typeof document !== "undefined") document.querySelectorAll("[data-quiz]").forEach(start);
