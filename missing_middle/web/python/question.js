// A question whose answer is a function, written and judged in the page; a cell to try is the same without a judge.
import { pythonWords } from "../catalogue/python.js";
import { named, store } from "../store.js";
import { board } from "./board.js";
import { judgeFunction } from "./verdict.js";

export function question(form, item, home) {
  const { go, tell } = board(form, item, home);
  if (item.kind === "cell") return;
  const job = { name: item.answer, names: item.arguments, calls: item.calls };
  form.addEventListener("submit", () =>
    go(job, (told, code) => {
      const said = judgeFunction(item, told, code);
      if (said.outcome === "correct") store.set(named.solved(item.id), "yes");
      return said;
    }));
  if (store.get(named.solved(item.id)) && !form.querySelector(".quiz-reply").textContent) {
    tell(pythonWords.solved, "correct");
  }
}
