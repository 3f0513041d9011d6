// What an error means, for somebody who began last week. The engine calls every slip of writing "invalid syntax", so the
// likely ones are looked for here.
import { pythonWords } from "../catalogue/python.js";

const CLOSES = { ")": "(", "]": "[", "}": "{" };
const STRANGE = /[\u2018\u2019\u201c\u201d\u2212\u2013\u00d7\u00f7\u00b2\u2264\u2265]/;
const BLOCK = /^\s*(def|if|elif|else|for|while|class|try|except|finally|with)\b/;

/** The code with texts and comments blanked out, and the line of a quotation mark that nothing closes. */
export function blanked(code) {
  let open = 0;
  const line = (at) => code.slice(0, at).split("\n").length;
  const text = /"""[\s\S]*?("""|$)|'''[\s\S]*?('''|$)|"(?:[^"\\\n]|\\.)*("?)|'(?:[^'\\\n]|\\.)*('?)|#.*/g;
  const plain = code.replace(text, (all, ...groups) => {
    const at = /** @type {any} */ (groups.find((g) => typeof g === "number"));
    const ends = groups.slice(0, 4);
    if (all[0] !== "#" && !ends.some(Boolean)) open ||= line(at);
    return all.replace(/[^\n]/g, " ");
  });
  return { plain, open };
}

function bracket(plain) {
  const stack = [];
  let line = 1;
  for (const sign of plain) {
    if (sign === "\n") line += 1;
    if ("([{".includes(sign)) stack.push([sign, line]);
    if (sign in CLOSES && stack.pop()?.[0] !== CLOSES[sign]) return pythonWords.unopened(sign);
  }
  return stack.length ? pythonWords.unclosed(...stack[0]) : "";
}

/** A decimal comma where no bracket is open: there Python reads two numbers. */
function comma(plain) {
  let depth = 0;
  for (const [place, line] of plain.split("\n").entries()) {
    const start = depth;
    for (const sign of line) depth += "([{".includes(sign) ? 1 : sign in CLOSES ? -1 : 0;
    const found = !start && /(?:=|return|[-+*/])\s*(\d+,\d+)(?![\d.,])/.exec(line.replace(/\([^()]*\)/g, ""));
    if (found) return pythonWords.comma(place + 1, found[1]);
  }
  return "";
}

function slip(code, number) {
  const { plain, open } = blanked(code), lines = plain.split("\n");
  const near = [lines[number - 1] ?? "", lines[number - 2] ?? ""];
  const first = (look) => near.map(look).find(Boolean);
  if (open) return pythonWords.openText(open);
  return bracket(plain) || first((line) => {
    const word = BLOCK.exec(line)?.[1], times = /(^|[^\w.])(\d+(?:\.\d+)?)([A-Za-df-z_]\w*)/.exec(line);
    if (word && !/:\s*$|:.*\S/.test(line)) return pythonWords.colon(word);
    if (/^\s*(if|elif|while)\b[^=]*[^=!<>]=[^=]/.test(line)) return pythonWords.equals;
    if (/^\s*print\s+[^(\s]/.test(line)) return pythonWords.printed;
    return times ? pythonWords.product(`${times[2]} * ${times[3]}`) : "";
  }) || comma(plain) ||
    (BLOCK.test(near[1]) && /^\S/.test(near[0]) ? pythonWords.deeper : pythonWords.hints.SyntaxError);
}

/** More than the class of the error says, where the code shows it. */
function reason({ kind, says, line }, code) {
  const strange = /^(Syntax|Name)Error$/.test(kind) && STRANGE.exec(blanked(code).plain);
  if (strange) return pythonWords.sign(strange[0]);
  if (kind === "SyntaxError") return slip(code, line ?? 1);
  if (kind === "IndentationError") {
    return slip(code, line ?? 1) === pythonWords.deeper ? pythonWords.deeper : pythonWords.hints[kind];
  }
  if (kind === "ImportError" && /'(js|jsffi)\b/.test(says)) return pythonWords.browser;
  if (kind === "RuntimeError") {
    return says.startsWith("input") ? pythonWords.input : /recursion/.test(says) && pythonWords.recursion;
  }
  if (kind === "NameError" && /'math'/.test(says)) return pythonWords.math;
  if (kind === "TypeError" && /__xor__/.test(says)) return pythonWords.power;
  return /^(Type|Value)Error$/.test(kind) && comma(blanked(code).plain);
}

/** An error in a sentence or two: where, what Python says, what it means. */
export function worded(error, code) {
  const { kind, says, line } = error, why = reason(error, code) || pythonWords.hints[kind] || "";
  const bare = !says || /^(invalid syntax|input\(\))$/.test(says) || kind === "MemoryError";
  const lines = code.trimEnd().split("\n").length; // Python looks for the end of an open bracket below the last one
  return pythonWords.error(Math.min(line, lines), bare ? kind : `${kind}: ${says}`, why);
}

/** A decimal comma in the code, in a sentence; nothing if there is none. */
export const decimalComma = (code) => comma(blanked(code).plain);
