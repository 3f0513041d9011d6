// Listeners that are taken away again, and errors that are seen: by the reader in the page, by the console, by tests.
import { pageWords } from "./catalogue/page.js";

export function showError(root, error) {
  const place = root.querySelector(".xp-error") ?? root.appendChild(document.createElement("p"));
  place.className = "xp-error";
  place.setAttribute("role", "alert");
  place.textContent = pageWords.stopped(error.message);
}

export function listening(root) {
  const undo = [];
  /** What goes wrong in `work` is shown in `root`, and thrown again. */
  const guard = (work) => (...given) => {
    try {
      return work(...given);
    } catch (error) {
      showError(root, error);
      throw error;
    }
  };
  return {
    guard,
    on(target, event, work) {
      const handler = guard(work);
      target.addEventListener(event, handler);
      undo.push(() => target.removeEventListener(event, handler));
    },
    /** The same for the events of a widget's model. */
    follow(model, event, work) {
      const handler = guard(work);
      model.on(event, handler);
      undo.push(() => model.off(event, handler));
    },
    later: (work) => undo.push(work),
    stop: () => undo.forEach((work) => work()),
  };
}
