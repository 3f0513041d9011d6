// A text field in which one can write code: lines begin where the one before began, and Tab indents. Escape, then Tab,
// leaves the field, so that it is no trap for a keyboard.

const STEP = "    ", LEAST = 5, MOST = 24; // rows

/** What Enter begins the next line with. */
export function indentation(before) {
  const line = before.slice(before.lastIndexOf("\n") + 1), own = /^ */.exec(line)[0];
  if (/:\s*(#.*)?$/.test(line)) return own + STEP;
  return /^\s*(return|break|continue|pass|raise)\b/.test(line) ? own.slice(STEP.length) : own;
}

/** Puts text in place of the selection, so that it can be undone. */
function put(field, text) {
  field.focus();
  if (text ? document.execCommand("insertText", false, text) : document.execCommand("delete")) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function shift(field, back) {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const first = value.lastIndexOf("\n", start - 1) + 1;
  if (!back && start === end) return put(field, STEP.slice((start - first) % STEP.length));
  const lines = value.slice(first, end).split("\n");
  const moved = lines.map((line) => back ? line.replace(/^ {1,4}/, "") : line && STEP + line).join("\n");
  field.setSelectionRange(first, end);
  put(field, moved);
  if (start !== end) field.setSelectionRange(first, first + moved.length);
}

function back(field) {
  const { value, selectionStart: start, selectionEnd: end } = field;
  const line = value.slice(value.lastIndexOf("\n", start - 1) + 1, start);
  if (start !== end || !line || line.trim()) return false;
  field.setSelectionRange(start - ((line.length - 1) % STEP.length + 1), start);
  put(field, "");
  return true;
}

/** Makes an editor of the field; `run` is called by Control (or Command) and Enter. */
export function edit(field, run) {
  let free = false;
  const fit = () => field.rows = Math.min(MOST, Math.max(LEAST, field.value.split("\n").length + 1));
  const keys = {
    Tab: (event) => !free && (shift(field, event.shiftKey), true),
    Backspace: () => back(field),
    Enter: (event) => {
      if (event.ctrlKey || event.metaKey) run();
      else put(field, "\n" + indentation(field.value.slice(0, field.selectionStart)));
      return true;
    },
  };
  field.addEventListener("keydown", (event) => {
    if (!event.isComposing && !event.altKey && keys[event.key]?.(event)) event.preventDefault();
    free = event.key === "Escape" || (free && event.key === "Shift");
  });
  field.addEventListener("blur", () => free = false);
  field.addEventListener("input", fit);
  field.form.addEventListener("reset", () => setTimeout(fit));
  fit();
}
