// The questions of a page: what was answered is kept, judged at once, and can be taken back. What judges numbers and
// letters comes when the page has loaded, or is asked for before; a page with questions of other kinds has run later.js.
import { ask } from "./ask.js";
import { say } from "./catalogue/questions.js";
import { named, store } from "./store.js";

const quizHome = typeof document !== "undefined" && /** @type {any} */ (document.currentScript)?.src;
const JUDGE = "judge.js";

const comes = ({ script, data }) => Promise.all([ask(script, quizHome, JUDGE), ask(data, quizHome)]);

function question(root, item) {
  const form = root.querySelector(`[data-question="${item.id}"]`), field = form.elements.answer;
  const reply = form.querySelector(".quiz-reply"), again = form.querySelector("[data-again]");
  const silence = () => {
    reply.replaceChildren();
    reply.dataset.outcome = "";
    again.hidden = true;
  };
  const clear = () => {
    store.drop(named.answer(item.id));
    store.drop(named.solved(item.id));
    form.reset();
    silence();
  };
  const tell = async () => {
    const answer = field.value;
    try {
      const [{ judge, showSaid }, data] = await comes(item);
      if (field.value !== answer) return null; // the reader has typed on
      const said = judge(data[item.id], answer);
      showSaid(reply, said);
      again.hidden = said.outcome === "not attempted";
      const solved = named.solved(item.id); // kept here, since a reader may have left before the judge had come
      if (said.outcome === "correct" && !store.get(solved)) store.set(solved, "yes");
      return said.outcome;
    } catch (error) {
      silence();
      reply.textContent = error.message;
    }
  };
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const kept = store.set(named.answer(item.id), field.value), outcome = await tell();
    if (outcome && !kept) reply.append(` ${say.notKept}`);
  });
  form.addEventListener("input", silence);
  again.addEventListener("click", () => {
    clear();
    form.querySelector("input").focus();
  });
  const restore = () => {
    const kept = !field.value && store.get(named.answer(item.id));
    if (kept) field.value = kept;
    if (kept && field.value) tell();
  };
  restore();
  addEventListener("storage", restore); // what is answered in another tab
  return clear;
}

function start(root) {
  const items = JSON.parse(root.querySelector('script[type="application/json"]').textContent);
  const judged = items.find(({ module }) => module === JUDGE), { data } = items[0]; // lines to try have no data
  const clears = items.map((item) =>
    (item.module === JUDGE ? question : /** @type {any} */ (globalThis).missingMiddle["later.js"].later)(root, item)
  );
  if (judged) addEventListener("load", () => comes(judged).catch(() => {})); // who answers is told
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
      await carry(button, form ? [form] : [...root.querySelectorAll("form")], data && await ask(data, quizHome), reply);
    } catch (error) {
      reply.textContent = error.message;
    }
  });
  root.querySelectorAll("[data-live]").forEach((tools) => {
    tools.hidden = false;
  });
}

if (typeof document !== "undefined") document.querySelectorAll("[data-quiz]").forEach(start);
