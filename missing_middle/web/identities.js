// What must hold in a printed table. It comes from Python as numbers (accounting.Form); this file only evaluates.
import { tableWords } from "./catalogue/laboratory.js";
import { numberOf } from "./reading.js";
import { printed } from "./words.js";

const SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** A count in words, up to ten. */
export const counted = (n, one, many) => `${SMALL[n] ?? n} ${n === 1 ? one : many}`;

/** Neumaier's sum: as good as Python's fsum for a dozen numbers of like size. */
export function add(numbers) {
  let sum = 0, rest = 0;
  for (const x of numbers) {
    const next = sum + x;
    rest += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
    sum = next;
  }
  return sum + rest;
}

/**
 * One form: low <= constant + sum of weight * f(x) <= high, where f is the identity or the logarithm.
 * @returns {{ok: boolean | null, gap: number | null}} null where a cell is empty; the gap of an equation is its value,
 *   that of a band the distance to it
 */
export function judge({ terms, low, high, log, constant }, values) {
  const numbers = terms.map(([cell]) => values[cell]);
  if (numbers.some((x) => x === null || x === undefined)) return { ok: null, gap: null };
  if (log && numbers.some((x) => x <= 0)) return { ok: false, gap: Infinity };
  const value = add([constant, ...terms.map(([, weight], i) => weight * (log ? Math.log(numbers[i]) : numbers[i]))]);
  const equation = !log && low !== null && high !== null && low === -high;
  const inside = Math.min(Math.max(value, low ?? -Infinity), high ?? Infinity);
  const noise = 1e-12 * (log ? 1 : Math.max(1, ...numbers.map(Math.abs)));
  const gap = equation ? value : value - inside;
  return { ok: Math.abs(gap) <= (equation ? high : 0) + noise, gap };
}

/** An identity fails with its worst form, and is untested as long as a form is. */
export function check(identity, values) {
  const all = identity.forms.map((form) => judge(form, values)), known = all.filter(({ ok }) => ok !== null);
  if (!known.length) return { ok: null, gap: null };
  const worse = (a, b) => (b.ok === a.ok ? Math.abs(b.gap) > Math.abs(a.gap) : a.ok);
  const worst = known.reduce((a, b) => (worse(a, b) ? b : a));
  return { ok: worst.ok === false ? false : known.length < all.length ? null : true, gap: worst.gap };
}

/** What a reader types: 91264.36, 91,264.36 or 91 264.36; null if it is no number above zero. */
export function read(text) {
  const value = numberOf(text, true);
  return value > 0 ? value : null;
}

/** The value of every cell under the labels that its line now has: line keys are fixed, the words beside them may move. */
export function placed(puzzle, state) {
  const values = { ...puzzle.known };
  for (const { key, cells } of puzzle.lines) {
    const row = state.labels[key];
    if (!row) continue;
    for (const { column, value } of cells) values[row + "|" + column] = state.values[key + "|" + column] ?? value;
  }
  return values;
}

export function results(puzzle, state) {
  const values = placed(puzzle, state), left = { ok: null, gap: null, left: true };
  return puzzle.identities.filter((one) => !one.outside || state.outside)
    .map((one) => ({ ...one, ...(state.left.includes(one.id) ? left : check(one, values)) }));
}

export const begin = (puzzle) => ({
  values: {},
  labels: Object.fromEntries(puzzle.lines.map((line) => [line.key, line.row])),
  left: [],
  move: "",
  outside: false,
  cell: "",
});

/** The state after a move that a puzzle offers: labels that change places, or comparisons that are given up. */
export function afterMove(puzzle, state, id) {
  const move = puzzle.moves.find((one) => one.id === id) ?? { labels: {}, left: [] };
  const start = begin(puzzle);
  return { ...state, values: {}, labels: { ...start.labels, ...move.labels }, left: move.left, move: id };
}

/** What Python has to say on exactly this state, if anything. */
export function reply(puzzle, state) {
  const same = (a, b) =>
    Object.keys(a).length === Object.keys(b).length && Object.keys(a).every((key) => Math.abs(a[key] - b[key]) < 0.006);
  return puzzle.replies.find((one) =>
    one.move === state.move && same(one.values, state.values) && (one.outside === null || one.outside === state.outside)
  ) ?? null;
}

export function tally(before, after) {
  const was = Object.fromEntries(before.map((one) => [one.id, one.ok]));
  return {
    settled: after.filter((one) => one.ok === true && was[one.id] === false).length,
    broken: after.filter((one) => one.ok === false && was[one.id] === true).length,
    failing: after.filter((one) => one.ok === false).length,
  };
}

export function summary({ settled, broken, failing }) {
  if (!failing) return tableWords.noneFails;
  const words = (n, forms) => counted(n, forms[0], forms[1]);
  const change = settled || broken
    ? tableWords.change(words(settled, tableWords.settled), words(broken, tableWords.broken))
    : "";
  const text = `${change}${words(failing, tableWords.failing)}.`;
  return text[0].toUpperCase() + text.slice(1);
}

export function gapWords({ ok, gap, equation, left }) {
  if (left) return tableWords.notCompared;
  if (ok === null) return tableWords.notTested;
  if (ok) return tableWords.holds;
  if (!equation) return tableWords.fails;
  const size = Math.abs(gap), large = size.toFixed(Number.isInteger(size) ? 0 : 2);
  return tableWords.offBy(printed(size >= 1000 ? large : String(Number(size.toPrecision(6)))));
}
