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
  /** What goes wrong in `work`, at once or later, is shown in `root`, and thrown again. */
  const guard = (work) => async (...given) => {
    try {
      return await work(...given);
    } catch (error) {
      showError(root, error);
      throw error;
    }
  };
  const tied = (add, remove) => (target, event, work) => {
    const handler = guard(work);
    target[add](event, handler);
    undo.push(() => target[remove](event, handler));
  };
  return {
    guard,
    on: tied("addEventListener", "removeEventListener"),
    /** The same for the events of a widget's model. */
    follow: tied("on", "off"),
    later: (work) => undo.push(work),
    stop: () => undo.forEach((work) => work()),
  };
}
