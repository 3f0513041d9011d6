// Up to four curves, with rules, areas and dots.
import { axes } from "../axes.js";
import { label, line, mark, path, ROW, spread, wide, wideBold, wrap } from "../marks.js";
import { last } from "../words.js";

export const kind = "lines";

const NAME_ROW = 13; // px

const place = (frame, at) => (typeof at === "string" ? frame[at] : at);

export function draw(view, frame, width, words, uid) {
  const named = view.series.filter((s) => s.label).map((s) => wideBold(s.label));
  const margin = named.length ? Math.min(Math.max(...named), width < 420 ? 84 : 120) + 10 : 16;
  const rows = view.rules.filter((rule) => rule.axis === "x").length; // all of them: the chart must not jump
  const box = axes(view, width, rows * ROW, margin);
  const curves = view.series.map((s) => pointsOf(s, frame, box));
  const areas = view.areas.map((area) => areaOf(area, view, frame, curves[area.series], box));
  const inside = areas.map((area) => area.fill).join("") +
    curves.map((list, i) => (list.length ? path(list, `xp-line xp-s${i}`) : "")).join("") +
    dots(view, frame, box, words);
  const { left, head } = box;
  const window = mark("rect", { x: left, y: head, width: box.right - left, height: box.foot - head + 1 });
  const clip = mark("clipPath", { id: uid }, window);
  return {
    height: box.height,
    svg: clip + box.under + mark("g", { "clip-path": `url(#${uid})` }, inside) + box.over +
      rules(view, frame, box, width, rows, words) + names(view, curves, box, margin) +
      areas.map((area) => area.name).join(""),
  };
}

function pointsOf(series, frame, { x, y }) {
  const up = frame[series.y];
  return frame[series.x].map((v, i) => [v, up[i]]).filter(([a, b]) => a !== null && b !== null)
    .map(([a, b]) => [x(a), y(b)]);
}

/** What lies between a curve and zero, and its name where there is room for it. */
function areaOf(area, view, frame, points, box) {
  const { x, y } = box, none = { fill: "", name: "" };
  const start = area.start === null ? view.x.low : place(frame, area.start);
  if (start === null) return none;
  const stop = area.stop === null ? view.x.high : place(frame, area.stop) ?? view.x.high;
  const part = between(points, Math.max(x(start), box.left), Math.min(x(stop), box.right));
  if (part.length < 2) return none;
  const base = Math.min(box.foot, y(0)), from = part[0][0], to = last(part)[0];
  const high = area.height === null ? box.head + 14 : y(area.height);
  const fits = area.label && wide(area.label) + 6 < to - from;
  return {
    fill: path([...part, [to, base], [from, base]], `xp-area xp-f${area.tone}`, true),
    name: fits ? label((from + to) / 2, high, area.label, { look: `xp-in xp-n${area.tone}`, anchor: "middle" }) : "",
  };
}

/** The part of a polyline between two pixels across, with its ends put in. */
export function between(list, from, to) {
  const at = (p, q, v) => [v, p[1] + ((q[1] - p[1]) * (v - p[0])) / (q[0] - p[0])], out = [];
  for (let i = 0; i < list.length; i++) {
    const p = list[i], q = list[i + 1];
    if (p[0] >= from && p[0] <= to) out.push(p);
    if (q) { for (const v of [from, to]) if (p[0] < v && v < q[0]) out.push(at(p, q, v)); }
  }
  return out;
}

function rules(view, frame, box, width, rows, words) {
  const there = view.rules.map((rule) => ({ ...rule, value: place(frame, rule.at) }))
    .filter(({ value }) => value !== null && value !== undefined).sort((a, b) => a.value - b.value);
  const upright = there.filter((rule) => rule.axis === "x");
  return upright.map((rule, row) => uprightRule(rule, box, width, box.head - (rows - row) * ROW, words(rule.label)))
    .join("") +
    there.filter(({ axis, value }) => axis === "y" && value >= view.y.low && value <= view.y.high)
      .map((rule) => levelRule(rule, box, words(rule.label))).join("");
}

/** A line through the chart and up to its words; an arrow where it lies outside. */
function uprightRule(rule, box, width, high, text) {
  const at = box.x(rule.value), look = "xp-halo";
  if (at < box.left - 1) return label(box.left, high + 11, "\u2190 " + text, { look });
  if (at > box.right + 1) return label(box.right, high + 11, text + " \u2192", { look, anchor: "end" });
  const flip = at + wide(text) + 6 > width && at > width / 2;
  return line(at, high + 2, at, box.foot, "xp-rule xp-d" + rule.dash) +
    label(at + (flip ? -5 : 5), high + 11, text, { look, anchor: flip ? "end" : "" });
}

function levelRule(rule, box, text) {
  const at = box.y(rule.value);
  return line(box.left, at, box.right, at, "xp-rule xp-d" + rule.dash) +
    label(box.right, at - 5, text, { look: "xp-halo", anchor: "end" });
}

/** The names of the curves, each at the right end of its own, wherever its points begin. */
function names(view, curves, box, margin) {
  const shown = view.series.map((s, i) => ({ i, text: s.label, points: curves[i] }))
    .filter(({ text, points }) => text && points.length);
  const lines = shown.map(({ text }) => wrap(text, margin - 8, wideBold));
  const ends = shown.map(({ points }) => {
    const [, y] = points.reduce((far, point) => (point[0] >= far[0] ? point : far));
    return Math.max(box.head + 2, Math.min(box.foot, y)); // below the words of a rule
  });
  const middles = spread(ends, lines.map((all) => NAME_ROW * all.length + 2), box.head - ROW, box.foot + 5);
  return shown.map(({ i }, n) =>
    lines[n].map((text, row) =>
      label(box.right + 6, middles[n] + 4 + (row - (lines[n].length - 1) / 2) * NAME_ROW, text, {
        look: `xp-name xp-n${i}`,
      })
    ).join("")
  ).join("");
}

/** The dots, each with its name at the first of some places where it stands on nothing else, or on least. */
function dots(view, frame, { x, y, left, right, head, foot }, words) {
  // Left and right end of words, and the line they stand on: first those of level rules.
  const taken = view.rules.filter((rule) => rule.axis === "y")
    .map((rule) => [right - wide(words(rule.label)), right, y(place(frame, rule.at)) - 5]);
  const clashes = (/** @type {number[]} */ [from, to, base]) =>
    (from < left || to > right || base < head + 8 || base >= foot ? 9 : 0) +
    taken.filter((other) => from < other[1] && to > other[0] && Math.abs(base - other[2]) < NAME_ROW).length;
  return view.dots.map((dot) => {
    const at = [place(frame, dot.x), place(frame, dot.y)], a = x(at[0]), b = y(at[1]), text = words(dot.label || "");
    if (at.includes(null) || a < left - 1 || a > right + 1 || b < head - 1 || b > foot + 1) return "";
    const long = wide(text),
      best = [-7, 16, 4, -24, 33, -41, 50]
        .flatMap((down) => [a + 8, a - 8 - long].map((from) => [from, from + long, b + down]))
        .reduce((one, other) => (clashes(other) < clashes(one) ? other : one));
    taken.push(best);
    return mark("circle", { cx: a, cy: b, r: 5, class: `xp-dot xp-n${dot.tone}` }) +
      label(best[0], best[2], text, { look: "xp-halo" });
  }).join("");
}

/** The curves as rows: side by side if they share their points across, else one below the other. */
export function table(view, frame) {
  const [first] = view.series;
  if (!view.series.every((s) => s.x === first.x)) {
    return {
      head: ["", view.x.label, view.y.label],
      rows: view.series.flatMap((s) => frame[s.x].map((v, i) => [s.label, v, frame[s.y][i]])),
    };
  }
  return {
    head: [view.x.label, ...view.series.map((s) => s.label || view.y.label)],
    rows: frame[first.x].map((v, i) => [v, ...view.series.map((s) => frame[s.y][i])]),
  };
}
