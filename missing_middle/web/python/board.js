// What a form with code has in common: an editor, the button Run, what was printed, and the sentence about it.
import { pythonWords } from "../catalogue/python.js";
import { elements, showSaid } from "../judge.js";
import { named, store } from "../store.js";
import { edit } from "./editor.js";
import { worded } from "./errors.js";
import { run } from "./runner.js";

/** What to say after a run that nobody judges. */
export function summary(told, code) {
  const cut = told.more ? ` ${pythonWords.cut}` : "";
  if (told.stopped) return pythonWords.stopped(told.stopped) + cut;
  if (told.crashed) return pythonWords.crashed;
  if (told.error) return worded(told.error, code) + cut;
  return told.output ? pythonWords.ran + cut : pythonWords.silent;
}

/** Ties the parts of `form` together; `verdict` makes of what the engine told and the code what is said. */
export function board(form, item, home) {
  const field = form.elements.answer, reply = form.querySelector(".quiz-reply");
  const printed = form.querySelector("[data-printed]"), buttons = [...form.querySelectorAll("button")];
  const tell = (says, outcome = "") => {
    reply.dataset.outcome = outcome;
    reply.replaceChildren(...elements(says));
  };
  const show = (output) => {
    printed.textContent = output;
    printed.hidden = !output;
  };
  const keep = () => {
    store.set(named.answer(item.id), field.value);
    return store.get(named.answer(item.id)) === field.value && store.lasts();
  };

  let busy = false;
  async function go(job, verdict) {
    if (busy) return;
    busy = true;
    const code = field.value, kept = keep();
    buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
    tell(pythonWords.starting);
    try {
      const told = await run({ code, ...job }, { engine: item.engine, home });
      show(told.output);
      const said = verdict?.(told, code);
      if (said) showSaid(reply, said);
      else tell(summary(told, code));
      if (!kept) reply.append(` ${pythonWords.notKept}`);
    } catch (error) {
      tell(error.message);
    }
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
    busy = false;
  }

  edit(field, () => go({}));
  form.querySelector("[data-run]").addEventListener("click", () => go({}));
  field.addEventListener("input", () => {
    tell("");
    if (!keep()) tell(pythonWords.notKept);
  });
  form.querySelector("[data-again]").addEventListener("click", () => {
    form.reset();
    field.focus();
  });
  form.addEventListener("reset", () => {
    store.drop(named.answer(item.id));
    store.drop(named.solved(item.id));
    tell("");
    show(item.printed ?? "");
  });
  return { go, tell };
}
