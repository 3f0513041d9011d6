// The marks that charts are made of, as text. Where a chart's style sheet is explorable.css.
import { decimals, escape, last, number } from "./words.js";

export const ROW = 15; // px, from one line of words to the next
const LETTER = 12;
const BOLD = 1.1;

const letterWidth = (c) =>
  /[ijlrtfI.,:;'()|\s]/.test(c) ? 0.37 : /[mwMW%]/.test(c) ? 0.92 : /[A-Z0-9\u2212]/.test(c) ? 0.68 : 0.6;

/** How wide a text is in a broad sans such as DejaVu, near enough to lay out: four kinds of letters. */
export const wide = (text) => [...text].reduce((sum, c) => sum + letterWidth(c), 0) * LETTER;

export const wideBold = (text) => BOLD * wide(text);

export const px = (v) => Math.round(v * 10) / 10;

/** An SVG element; attributes without a value are left out. */
export function mark(tag, attributes, content = "") {
  let text = "<" + tag;
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined && value !== "") text += ` ${name}="${typeof value === "number" ? px(value) : value}"`;
  }
  return content === "" ? text + "/>" : `${text}>${content}</${tag}>`;
}

/** A word of a chart; `look` is a class, `anchor` the end that stands at x. */
export const label = (x, y, text, { look, anchor } = /** @type {any} */ ({})) =>
  mark("text", { x, y, "text-anchor": anchor, class: look }, escape(text));

export const line = (x1, y1, x2, y2, look) => mark("line", { x1, y1, x2, y2, class: look });

export const path = (points, look, closed = false) =>
  mark("path", { d: "M" + points.map(([x, y]) => px(x) + " " + px(y)).join("L") + (closed ? "Z" : ""), class: look });

/** The words in lines that fit the room. */
export function wrap(text, room, width = wide) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const tail = last(lines);
    if (tail && width(tail + " " + word) > room) lines.push(word);
    else lines[lines.length - 1] = tail ? tail + " " + word : word;
  }
  return lines;
}

/** Quiet words below a chart: their marks, and where they end. */
export function notes(text, width, top, left = 0) {
  const lines = wrap(text, width);
  return {
    svg: lines.map((words, i) => label(left, top + ROW * (i + 1), words, { look: "xp-quiet" })).join(""),
    foot: top + ROW * lines.length,
  };
}

/** Labels of given heights moved apart, order kept, and back inside the chart if the last one was pushed out. */
export function spread(middles, heights, low, high) {
  const order = middles.map((_, i) => i).sort((i, j) => middles[i] - middles[j]), out = [...middles];
  const gap = (i, j) => (heights[i] + heights[j]) / 2;
  order.forEach((i, n) => {
    out[i] = Math.max(out[i], n ? out[order[n - 1]] + gap(i, order[n - 1]) : low + heights[i] / 2);
  });
  order.reverse().forEach((i, n) => {
    out[i] = Math.min(out[i], n ? out[order[n - 1]] - gap(i, order[n - 1]) : high - heights[i] / 2);
  });
  return out;
}

/** How strongly a part is shaded whose value lies at a share of the way from the least to the largest. */
export const shade = (share) => (0.04 + 0.4 * share).toFixed(2);

export const shareOf = (value, low, high) => (high > low ? (value - low) / (high - low) : 0);

/** The words of ticks: the same decimals for all on a linear axis, each its own on a log axis. */
export const tickTexts = (ticks, log) => {
  const most = Math.max(...ticks.map((tick) => decimals(tick, 0)));
  return ticks.map((tick) => number(tick, log ? decimals(tick, 0) : most));
};
