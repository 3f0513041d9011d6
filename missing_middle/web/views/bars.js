// Named bars from zero, and a line to compare them with.
import { scale } from "../axes.js";
import { label, line, mark, notes, wide } from "../marks.js";

export const kind = "bars";

const BESIDE = 460; // px: from this width on names stand beside the bars, below it above them
const VALUE = 46; // px, kept free for the number after the longest bar

export function draw(view, frame, width, words) {
  const beside = width >= BESIDE, each = beside ? 30 : 44;
  const left = beside ? Math.max(...view.bars.map((bar) => wide(bar.label))) + 16 : 0;
  const { low, high } = view.axis, x = scale({ low: Math.min(0, low), high, log: false }, left, width - VALUE);
  const top = view.reference ? 22 : 4, foot = top + each * view.bars.length;
  const rows = view.bars.map((bar, i) => row(bar, frame[bar.at], top + each * i, { x, left, beside, words }));
  const below = notes(view.axis.label, width - left, foot, left);
  return {
    height: below.foot + 6,
    svg: rows.map(({ bar }) => bar).join("") + reference(view, x, width, foot) +
      rows.map(({ text }) => text).join("") + below.svg,
  };
}

function row(bar, value, top, { x, left, beside, words }) {
  const y = top + (beside ? 6 : 20), zero = x(0), end = value === null ? zero : x(value);
  const name = beside
    ? label(left - 10, y + 13, bar.label, { anchor: "end" })
    : label(0, y - 6, bar.label, { look: "xp-halo" });
  const text = label(Math.max(end, zero, left) + 6, y + 13, words(`{${bar.at}}`), { look: "xp-value xp-halo" });
  const box = { x: Math.min(zero, end), y, width: Math.abs(end - zero), height: 18, class: `xp-n${bar.tone}` };
  // the line at zero leaves the names room that stand above their bars
  const axis = line(zero, y - 3, zero, y + 27, "xp-axis");
  return { bar: value === null ? "" : mark("rect", box), text: axis + name + text };
}

function reference(view, x, width, foot) {
  if (!view.reference) return "";
  const at = x(view.reference.at), flip = at + wide(view.reference.label) / 2 > width;
  const words = { look: "xp-quiet", anchor: flip ? "end" : "middle" };
  return line(at, 15, at, foot, "xp-rule xp-d1") + label(flip ? width : at, 11, view.reference.label, words);
}

export const table = (view, frame) => ({
  head: ["", view.axis.label],
  rows: view.bars.map((bar) => [bar.label, frame[bar.at]]),
});
