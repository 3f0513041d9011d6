// Answers to the questions of a page, judged as missing_middle/checks does: what is right, which mistakes have a hint
// of their own and how far an answer may lie off comes with the page.
import { say } from "./catalogue/questions.js";
import { numeral } from "./reading.js";

const NEAR = 0.005, ALMOST = 0.012; // as in checks/forms.py

/** So many digits, as Python writes them. */
export function short(value, digits) {
  const rounded = Number(value.toPrecision(digits));
  if (!rounded || Math.abs(rounded) >= 1e-4) return String(rounded);
  const [mantissa, power] = rounded.toExponential().split("e-");
  return `${mantissa}e-${power.padStart(2, "0")}`;
}

const close = (got, target, share) => Math.abs(got - target) <= share * Math.abs(target || 1);

function expected({ low, high, unit }) {
  const percent = unit === say.percent ? say.inPercent : "";
  if (low !== null && high !== null) return say.numberBetween(low, high, percent);
  return low === null ? say.anyNumber(percent) : say.numberFrom(low, percent);
}

/** What was typed as {value, as}, {problem} or, where nothing was typed, {}. */
export function read(item, typed) {
  const trimmed = typed.trim();
  if (!trimmed) return {};
  const bare = trimmed.replace(/\s*([%\u066a\uff05]|per ?cent|(percentage )?points)$/i, ""), signed = bare !== trimmed;
  const text = numeral(bare), wants = (got) => ({ problem: say.expected(expected(item), got) });
  if (text === null) return wants(say.text);
  if (signed && !item.unit) return wants(say.gotPercent);
  const value = signed && item.unit === say.share ? Number(text) / 100 : Number(text);
  if (!isFinite(value)) return wants(say.tooLarge);
  if (value < (item.low ?? -Infinity) || value > (item.high ?? Infinity)) {
    const percent = item.unit === say.share && value > item.high && value <= 100;
    return wants(short(value, 6) + "." + (percent ? say.percentForShare : ""));
  }
  return { value, as: text === trimmed ? "" : short(value, 12) };
}

function near({ unit }, got, right) {
  if (unit === say.percent && close(100 * got, right, NEAR)) return say.percentOrShare;
  if (right && close(-got, right, NEAR)) return say.sign;
  if (right && close(got, right, ALMOST)) return say.rounded;
  return say.unexpected(short(got, 4));
}

export const verdict = (outcome, says) => ({ outcome, misconception: null, says, places: [] });
const untouched = (what) => verdict("not attempted", say.untouched(what));
export const wrongKind = (problem) => verdict("wrong kind", say.wrongKind(problem));
export const notYet = (item, why) => verdict("not yet", item.not_yet.replace(": ", () => `: ${why} `));

/** The first of the answers that a number, or a number for each point, comes near enough to. */
export const fitting = (answers, given) =>
  answers.find(({ value, slack }) => {
    const values = [value].flat(), slacks = [slack ?? NEAR * Math.abs(value)].flat();
    return [given].flat().every((one, i) => Math.abs(one - values[i]) <= slacks[i]);
  });

/** What there is to say about an answer: a letter, or a number as it was typed. */
export function judge(item, given) {
  if (item.kind === "choice") return item.options.find((o) => o.letter === given) ?? untouched(say.chooseOne);
  const { value, as, problem } = read(item, given);
  if (problem) return wrongKind(problem);
  if (value === undefined) return untouched(say.writeNumber);
  const said = fitting(item.answers, value) ?? notYet(item, near(item, value, item.answers[0].value));
  return { ...said, as };
}

const SIGNS = { "`": "code", $: "i", _: "sub", "^": "sup" };

/** A text in pieces: words, `code`, $symbols$, and in these an _{index} and a ^{power}. */
const plain = (text) =>
  text.split(/(`[^`]*`|\$[^$]*\$)/).filter(Boolean)
    .map((part) => /^[`$]./.test(part) ? { tag: SIGNS[part[0]], text: part.slice(1, -1) } : { text: part });

/** A sentence in pieces: those of a text, and the places it names as links. */
export function pieces(says, places) {
  const found = places.map((p) => ({ ...p, at: says.indexOf(p.name) })).filter((p) => p.at >= 0)
    .sort((a, b) => a.at - b.at);
  let from = 0;
  const out = found.flatMap(({ name, href, at }) => {
    const before = plain(says.slice(from, at));
    from = at + name.length;
    return [...before, { text: name, href }];
  });
  return [...out, ...plain(says.slice(from))];
}

function within(tag, ...inside) {
  const node = document.createElement(tag);
  node.append(...inside);
  return node;
}

function element({ text, tag = "span", href }) {
  if (href) return Object.assign(within("a", text), { href });
  if (tag !== "i") return within(tag, text);
  const parts = text.split(/([_^]\{[^}]*\})/);
  return within(tag, ...parts.map((t) => /^[_^]\{/.test(t) ? within(SIGNS[t[0]], t.slice(2, -1)) : t));
}

/** Words, `code` and links as elements. */
export const elements = (says, places = []) => pieces(says, places).map(element);

/** Put what is said of an answer into an element: its opening, words, links. */
export function showSaid(reply, said) {
  const end = said.says.indexOf(":") + 1, opening = document.createElement("b");
  opening.textContent = said.says.slice(0, end);
  reply.dataset.outcome = said.outcome;
  reply.replaceChildren(opening, ...elements(said.says.slice(end), said.places));
  if (said.as) reply.append(...elements(say.readAs(said.as)));
}
