// What there is to say about a function: as missing_middle/checks/functions.py, from what it gave at the public points.
import { pythonWords } from "../catalogue/python.js";
import { fitting, notYet, short, verdict, wrongKind } from "../judge.js";
import { decimalComma, worded } from "./errors.js";

const quoted = (text) => text && isFinite(Number(text.replace(/%$/, "").replace(",", ".")));
const article = (name) => pythonWords.is[/^[aeiou]/i.test(name) ? "an" : "a"](name);

/** What a value is, from what the engine tells of it. */
export function valueWords([kind, name, count]) {
  if (kind === "text" && quoted(name)) return pythonWords.is.quoted;
  if (kind === "entries") return pythonWords.is.entries(article(name), count);
  return kind === "kind" ? article(name) : pythonWords.is[kind];
}

function did([kind, given, count]) {
  if (kind === "number") return pythonWords.gives(short(given, 6));
  if (kind !== "raises") return pythonWords.returns(valueWords([kind, given, count]));
  return pythonWords.raises(given.says ? `${given.kind}: ${given.says}` : given.kind, given.line);
}

/** The arguments that the code gives the function, as they are written. */
const signature = (name, code) =>
  RegExp(`def\\s+${name}\\s*\\(([^)]*)\\)|\\b${name}\\s*=\\s*lambda([^:]*):`).exec(code)?.slice(1).find(Boolean)
    ?.trim();

function missing({ answer, stub }, names) {
  const said = pythonWords.missing(answer, stub.split("\n")[0]);
  return verdict("wrong kind", names.length ? said + pythonWords.other(names[0]) : said);
}

/** The verdict on what the engine told of the code. */
export function judgeFunction(item, told, code) {
  if (!code.trim()) return verdict("not attempted", pythonWords.untouched(item.answer));
  if (told.stopped) return verdict("not yet", pythonWords.slow(told.stopped));
  if (told.crashed) return verdict("not yet", pythonWords.noRun(pythonWords.crashed));
  if (told.error) return verdict("not yet", pythonWords.noRun(worded(told.error, code)));
  if (told.missing) return missing(item, told.missing);
  if (told.other) return wrongKind(pythonWords.noBrackets(item.expected, valueWords(told.other).split(".")[0]));
  for (const [kind] of told.values) {
    if (kind === "unbound") return wrongKind(pythonWords.signature(item.expected, signature(item.answer, code) ?? "…"));
    if (kind === "untouched") return verdict("not attempted", pythonWords.untouched(item.answer));
    if (kind === "none") return wrongKind(pythonWords.none);
  }
  const values = told.values.map(([kind, value]) => kind === "number" ? value : NaN);
  const right = item.answers[0];
  return fitting(item.answers, values) ?? notYet(item, nearness(item, told, values, right, code));
}

function nearness({ where }, told, values, right, code) {
  const agree = values.map((value, i) => Math.abs(value - right.value[i]) <= right.slack[i]),
    place = agree.indexOf(false);
  const said = pythonWords.near(agree.filter(Boolean).length, agree.length, where[place], did(told.values[place]));
  return [said, decimalComma(code)].filter(Boolean).join(" ");
}
