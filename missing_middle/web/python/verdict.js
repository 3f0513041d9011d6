// What there is to say about a function: as missing_middle/checks/functions.py, from what it gave at the public points.
import { say } from "../catalogue/python.js";
import { fitting, notYet, short, verdict, wrongKind } from "../judge.js";
import { decimalComma, worded } from "./errors.js";

const is = ([kind, ...given]) => {
  const words = say.is[kind];
  return typeof words === "function" ? words(...given) : words;
};

function did([kind, given, ...rest]) {
  if (kind === "number") return say.gives(short(given, 6));
  if (kind !== "raises") return say.returns(is([kind, given, ...rest]));
  return say.raises(given.says ? `${given.kind}: ${given.says}` : given.kind, given.line);
}

/** The arguments that the code gives the function, as they are written. */
const signature = (name, code) =>
  RegExp(`def\\s+${name}\\s*\\(([^)]*)\\)|\\b${name}\\s*=\\s*lambda([^:]*):`).exec(code)?.slice(1).find(Boolean)
    ?.trim();

function missing({ answer, stub }, names) {
  const said = say.missing(answer, stub.split("\n")[0]);
  return verdict("wrong kind", names.length ? said + say.other(names[0]) : said);
}

/** The verdict on what the engine told of the code. */
export function judgeFunction(item, told, code) {
  if (!code.trim()) return verdict("not attempted", say.untouched(item.answer));
  if (told.stopped) return verdict("not yet", say.slow(told.stopped));
  if (told.crashed) return verdict("not yet", say.noRun(say.crashed));
  if (told.error) return verdict("not yet", say.noRun(worded(told.error, code)));
  if (told.missing) return missing(item, told.missing);
  if (told.other) return wrongKind(say.noBrackets(item.expected, is(told.other).split(".")[0]));
  for (const [kind] of told.values) {
    if (kind === "unbound") return wrongKind(say.signature(item.expected, signature(item.answer, code) ?? "…"));
    if (kind === "untouched") return verdict("not attempted", say.untouched(item.answer));
    if (kind === "none") return wrongKind(say.none);
  }
  const values = told.values.map(([kind, value]) => kind === "number" ? value : NaN);
  const right = item.answers[0];
  return fitting(item.answers, values) ?? notYet(item, near(item, told, values, right, code));
}

function near({ where }, told, values, right, code) {
  const agree = values.map((value, i) => Math.abs(value - right.value[i]) <= right.slack[i]),
    place = agree.indexOf(false);
  const said = say.near(agree.filter(Boolean).length, agree.length, where[place], did(told.values[place]));
  return [said, decimalComma(code)].filter(Boolean).join(" ");
}
