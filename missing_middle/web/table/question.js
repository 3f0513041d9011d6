// A question whose answer is a table: a grid of fields, made when somebody opens it.
import { say } from "../catalogue/questions.js";
import { tableWords } from "../catalogue/tables.js";
import { elements, showSaid } from "../judge.js";
import { named, store } from "../store.js";
import { judgeTable } from "./judge.js";
import { blockOf, isBlock, laid } from "./paste.js";

function make(tag, texts, into) {
  const node = into.appendChild(document.createElement(tag));
  node.textContent = texts;
  return node;
}

function fieldOf({ words }) {
  if (!words) {
    const field = document.createElement("input");
    Object.assign(field, { type: "text", inputMode: "text", size: 9, maxLength: 40, spellcheck: false });
    return field;
  }
  const field = document.createElement("select");
  field.append(new Option(tableWords.choose, ""), ...words.map((word) => new Option(word, word)));
  return field;
}

/** Fields by row and column, in a table that names both. */
function grid(box, { label, rows, columns, id }) {
  const table = box.appendChild(document.createElement("table"));
  table.className = "table";
  const head = table.createTHead().insertRow();
  for (const name of ["", ...columns.map((column) => column.name)]) make("th", name, head).scope = "col";
  head.firstElementChild.append(...elements(label));
  const body = table.createTBody();
  return rows.map((row, i) => {
    const line = body.insertRow();
    make("th", row, line).scope = "row";
    return columns.map((column, j) => {
      const field = fieldOf(column), mark = document.createElement("span");
      Object.assign(mark, { id: `${id}-mark-${i}-${j}`, className: "quiz-mark" });
      field.setAttribute("aria-label", tableWords.entry(row, column.name));
      field.setAttribute("aria-describedby", mark.id);
      line.insertCell().append(field, mark);
      return field;
    });
  });
}

const texts = (fields) => fields.map((row) => row.map((field) => field.value));

function placeOf(fields, field) {
  const row = fields.findIndex((one) => one.includes(field));
  return [row, fields[row]?.indexOf(field)];
}

/** Put an entry in; of a list only a word that it has. */
function put(field, text) {
  const { options } = field;
  field.value = options ? [...options].find((o) => o.value === text.toLowerCase())?.value ?? "" : text;
  return !!field.value;
}

function pasted(fields, field, text) {
  const [row, column] = placeOf(fields, field);
  const { inside, outside } = laid(blockOf(text), row, column, fields.length, fields[0].length);
  const strange = inside.filter(([i, j, entry]) => !put(fields[i][j], entry)).map(([, , entry]) => entry);
  const said = [tableWords.pasted(inside.length - strange.length)];
  if (outside) said.push(tableWords.outside(outside));
  if (strange.length) said.push(tableWords.unknown(strange[0]));
  return said.join(" ");
}

/** Up and down lead to the neighbour in the column; a list keeps its arrows. */
function step(fields, event) {
  const way = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!way || event.target.options) return;
  const [row, column] = placeOf(fields, event.target), next = fields[row + way]?.[column];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

export function question(form, item) {
  const find = (name) => form.querySelector(`[data-${name}]`), reply = form.querySelector(".quiz-reply");
  const open = find("open"), again = find("again"), box = find("grid"), name = named.answer(item.id);
  const fields = grid(box, item), size = fields.length * fields[0].length;
  const mark = (marks = []) =>
    fields.forEach((row, i) =>
      row.forEach((field, j) => {
        const state = marks[i]?.[j] ?? "", said = field.nextElementSibling;
        field.setAttribute("aria-invalid", String(["wrong", "bad", "empty"].includes(state)));
        said.dataset.mark = state;
        said.textContent = tableWords.mark[state] ?? "";
      })
    );
  const show = (said) => {
    reply.replaceChildren();
    reply.dataset.outcome = "";
    again.hidden = !said || said.outcome === "not attempted";
    mark(said?.marks);
    if (said) showSaid(reply, said);
  };
  const keep = () => {
    if (!store.set(name, JSON.stringify(texts(fields)))) reply.append(` ${say.notKept}`);
  };

  // Not before the click: who comes by keyboard stands on the button while this script arrives.
  const reveal = () => {
    box.hidden = find("filled").hidden = false;
    open.parentElement.hidden = true;
  };
  open.addEventListener("click", () => {
    reveal();
    fields[0][0].focus();
  });
  form.addEventListener("submit", () => {
    const said = judgeTable(item, texts(fields));
    if (said.outcome === "correct") store.set(named.solved(item.id), "yes");
    show(said);
    keep();
  });
  box.addEventListener("input", () => {
    show(null);
    keep();
  });
  box.addEventListener("keydown", (event) => step(fields, event));
  box.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain"), field = /** @type {any} */ (event.target);
    if (!isBlock(text) && !field.options) return;
    event.preventDefault();
    show(null);
    reply.textContent = pasted(fields, field, text);
    keep();
  });
  again.addEventListener("click", () => {
    form.reset();
    fields[0][0].focus();
  });
  form.addEventListener("reset", () => {
    store.drop(name);
    store.drop(named.solved(item.id));
    show(null);
  });

  const kept = JSON.parse(store.get(name) ?? "[]").flat();
  if (kept.length !== size) return;
  reveal();
  fields.flat().forEach((field, i) => put(field, kept[i]));
  if (kept.every(Boolean)) show(judgeTable(item, texts(fields)));
}
