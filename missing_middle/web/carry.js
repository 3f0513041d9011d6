// Answers of a page as lines for the notebook: a number, a letter or a table under its name, code and texts as they are.
import { carryWords } from "./catalogue/carry.js";
import { read } from "./judge.js";

const ANY = { low: null, high: null, unit: "" }; // a number without bounds

const quoted = (text) => JSON.stringify(text);

/** An entry of a table as Python writes it. */
function entry(typed, isWord) {
  const text = typed.trim();
  if (isWord) return text ? quoted(text) : "None";
  return String(/** @type {any} */ (read(ANY, text)).value ?? "None");
}

/** Rows of entries as a list, or as a dictionary of lists where there are several columns. */
export function tableLines(name, columns, rows) {
  const lists = columns.map(({ isWord }, j) => `[${rows.map((row) => entry(row[j], isWord)).join(", ")}]`);
  if (columns.length === 1) return `${name} = ${lists[0]}`;
  return [`${name} = {`, ...columns.map((column, j) => `    ${quoted(column.name)}: ${lists[j]},`), "}"].join("\n");
}

function tableOf(form) {
  const lines = [...form.querySelectorAll("[data-grid] tbody tr")].map((line) => [
    ...line.querySelectorAll("input, select"),
  ]);
  const rows = lines.map((fields) => fields.map((field) => field.value));
  if (!rows.flat().some((typed) => typed.trim())) return "";
  const heads = [...form.querySelectorAll("[data-grid] thead th")].slice(1);
  const columns = heads.map((head, j) => ({ name: head.textContent, isWord: "options" in lines[0][j] }));
  return tableLines(form.dataset.answer, columns, rows);
}

/** What a form holds, as it stands in a notebook; nothing where nobody has answered. */
function linesOf(form, item) {
  const { kind, answer } = form.dataset, typed = form.elements.answer?.value ?? "";
  if (kind === "table") return tableOf(form);
  if (!typed.trim() || typed === form.elements.answer.defaultValue) return "";
  if (kind === "choice") return `${answer} = ${quoted(typed)}`;
  if (kind !== "value") return typed;
  const { value } = read(item, typed);
  return value === undefined ? "" : `${answer} = ${value}`;
}

/** A text has a cell of its own, so among code it stands as a comment. */
function headed(form, lines) {
  const inCode = form.dataset.kind === "text" ? lines.replace(/^/gm, "# ") : lines;
  return `# ${form.dataset.question}: ${form.querySelector("legend").textContent}\n${inCode}`;
}

/** Shows the text in a field below the button, and gives it to the clipboard; says whether it is there. */
async function given(text, button) {
  const tools = button.closest(".quiz-tools");
  let field = tools.parentElement.querySelector("[data-carried]");
  if (!field) {
    field = document.createElement("textarea");
    Object.assign(field, { className: "quiz-code", readOnly: true, wrap: "off" });
    field.setAttribute("data-carried", "");
    field.setAttribute("aria-label", carryWords.field);
    tools.after(field);
  }
  field.value = text;
  field.rows = Math.min(16, text.split("\n").length + 1);
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    field.select();
    return document.execCommand("copy");
  }
}

/** Takes the answers of `forms` along, and says in `reply` how that went; `items` by name. */
export async function carry(button, forms, items, reply) {
  const answered = forms.map((form) => [form, linesOf(form, items?.[form.dataset.question])])
    .filter(([, lines]) => lines);
  const one = button.closest("form"), text = answered.map(([form, lines]) => one ? lines : headed(form, lines));
  if (!text.length) reply.textContent = one ? carryWords.noAnswer : carryWords.noAnswers;
  else {
    const there = await given(text.join("\n\n\n"), button);
    reply.textContent = (there ? carryWords.copied : carryWords.marked)(text.length);
  }
}
