// Two axes, and the canvas between them.
import { label, line, ROW, tickTexts, wide, wrap } from "./marks.js";

const LEAST_TICK_ROOM = 26; // px

export function ticks({ low, high, log }) {
  return log ? logTicks(low, high) : linearTicks(low, high);
}

function linearTicks(low, high) {
  const rough = (high - low) / 4, power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((m) => m * power >= rough * 0.999);
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

function logTicks(low, high) {
  const decades = Math.log10(high / low);
  const heads = decades < 1.3 ? [1, 1.5, 2, 3, 4, 6] : decades < 3 ? [1, 2, 5] : [1];
  const out = [];
  for (let p = Math.floor(Math.log10(low)); p <= Math.log10(high); p++) {
    for (const head of heads) {
      if (head * 10 ** p >= low * 0.999 && head * 10 ** p <= high * 1.001) out.push(head * 10 ** p);
    }
  }
  return out;
}

/** Where a value of an axis stands between two pixels. */
export function scale({ low, high, log }, from, to) {
  const at = log ? Math.log : (v) => v, a = at(low), b = at(high);
  return (value) => from + ((at(value) - a) / (b - a)) * (to - from);
}

/** A canvas with two axes; a view draws its marks between `under` and `over`. */
export function axes(view, width, top, right) {
  const up = ticks(view.y), names = tickTexts(up, view.y.log);
  const left = Math.ceil(Math.max(...names.map(wide))) + 8;
  const lines = wrap(view.y.label, width), head = lines.length * ROW + 6 + top;
  const foot = head + Math.max(130, Math.min(230, (width - left - right) * 0.5));
  const box = { left, right: width - right, head, foot };
  const x = scale(view.x, left, box.right), y = scale(view.y, foot, head);
  const below = wrap(view.x.label, width - Math.max(left, right));
  const under = lines.map((text, i) => label(0, ROW * (i + 1) - 3, text, { look: "xp-quiet" })).join("") +
    up.map((t, i) =>
      line(left, y(t), box.right, y(t), t === 0 ? "xp-zero" : "xp-grid") +
      label(left - 6, y(t) + 4, names[i], { look: "xp-quiet", anchor: "end" })
    ).join("");
  return { ...box, x, y, under, over: across(view.x, x, box, below), height: foot + 20 + ROW * below.length };
}

/** The axis below: its line, ticks and words. */
function across(axis, x, { left, right, foot }, words) {
  let all = ticks(axis);
  const room = Math.min(...all.slice(1).map((t, i) => x(t) - x(all[i])));
  if (room < LEAST_TICK_ROOM) all = all.filter((_, i) => i % 2 === 0);
  const names = tickTexts(all, axis.log);
  return line(left, foot, right, foot, "xp-axis") +
    all.map((t, i) =>
      line(x(t), foot, x(t), foot + 4, "xp-axis") +
      label(x(t), foot + 16, names[i], { look: "xp-quiet", anchor: "middle" })
    ).join("") +
    words.map((text, i) => label(right, foot + 16 + ROW * (i + 1), text, { look: "xp-quiet", anchor: "end" })).join("");
}
