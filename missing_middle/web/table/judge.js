// Tables, judged as missing_middle/checks/tables.py does, and cell by cell besides.
import { tableWords } from "../catalogue/tables.js";
import { notYet, read, verdict, wrongKind } from "../judge.js";

const ANY = { low: null, high: null, unit: "" }; // a number without bounds

/** An entry as {value}, {problem} or, where nothing was typed, {}. */
function entry({ words }, typed) {
  if (!typed.trim()) return {};
  if (!words) return read(ANY, typed);
  const word = typed.trim().toLowerCase();
  return words.includes(word) ? { value: word } : { problem: tableWords.oneOf(words) };
}

const agrees = (value, goal, slack) => slack === null ? value === goal : Math.abs(value - goal) <= slack;

function stateOf({ value, problem }) {
  if (problem) return "bad";
  return value === undefined ? "empty" : "";
}

/** What to say of the first entry that is missing or does not fit, column by column. */
function trouble({ rows, columns }, cells) {
  for (const [j, { name }] of columns.entries()) {
    for (const [i, row] of rows.entries()) {
      const { problem } = cells[i][j], state = stateOf(cells[i][j]);
      if (state === "empty") return tableWords.empty(row, name);
      if (state === "bad") return tableWords.misfit(row, name, problem);
    }
  }
}

/** What there is to say about rows of entries as they were typed; `marks` says it of each. */
export function judgeTable(item, typed) {
  const cells = typed.map((row) => row.map((text, j) => entry(item.columns[j], text)));
  const marks = cells.map((row) => row.map(stateOf));
  if (marks.flat().every((mark) => mark === "empty")) return verdict("not attempted", tableWords.untouched);
  const problem = trouble(item, cells);
  if (problem) return { ...wrongKind(problem), marks };
  const agreement = ({ value, slack }) =>
    cells.map((row, i) => row.map((cell, j) => agrees(cell.value, value[i][j], slack[i][j])));
  const own = agreement(item.answers[0]), all = own.flat();
  const said = item.answers.find((answer) => agreement(answer).flat().every(Boolean)) ??
    notYet(item, tableWords.near(all.filter(Boolean).length, all.length));
  return { ...said, marks: own.map((row) => row.map((fits) => fits ? "right" : "wrong")) };
}
