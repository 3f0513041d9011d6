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
  const ends = names(view, curves, box, margin);
  const ruled = rulesOf(view, frame, box, width, rows, words, ends.flatMap(({ taken }) => taken));
  const areas = view.areas.map((area) => areaOf(area, view, frame, curves[area.series], box));
  const inside = areas.map((area) => area.fill).join("") +
    curves.map((list, i) => (list.length ? path(list, `xp-line xp-s${i}`) : "")).join("") +
    dots(view, frame, box, words, width, [
      ...box.heads,
      ...ruled.map(({ taken }) => taken),
      ...ends.flatMap(({ taken }) => taken),
    ]);
  const { left, head } = box;
  const window = mark("rect", { x: left, y: head, width: box.right - left, height: box.foot - head + 1 });
  const clip = mark("clipPath", { id: uid }, window);
  return {
    height: box.height,
    svg: clip + box.under + mark("g", { "clip-path": `url(#${uid})` }, inside) + box.over +
      [...ruled, ...ends].map(({ svg }) => svg).join("") +
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

/** The rules that a state has, with their words and where these stand: from left to right, and on which line. */
function rulesOf(view, frame, box, width, rows, words, written) {
  const there = view.rules.map((rule) => ({ ...rule, value: place(frame, rule.at), text: words(rule.label) }))
    .filter(({ value }) => value !== null && value !== undefined).sort((a, b) => a.value - b.value);
  return [
    ...there.filter(({ axis }) => axis === "x")
      .map((rule, row) => upright(rule, box, width, box.head - (rows - row) * ROW, written)),
    ...there.filter(({ axis, value }) => axis === "y" && value >= view.y.low && value <= view.y.high)
      .map((rule) => level(rule, box)),
  ];
}

/** A line through the chart and up to its words; an arrow where it lies outside. */
function upright({ value, text, dash }, { x, left, right, foot }, width, high, written) {
  const at = x(value), base = high + 11;
  if (at < left - 1) return worded("", left, base, "\u2190 " + text);
  if (at > right + 1) return worded("", right, base, text + " \u2192", true);
  const own = [at + 5, at + 5 + wide(text), base];
  const flip = at > width / 2 && (own[1] + 1 > width || written.some((other) => meet(own, other)));
  return worded(line(at, high + 2, at, foot, "xp-rule xp-d" + dash), at + (flip ? -5 : 5), base, text, flip);
}

function level({ value, text, dash }, { y, left, right }) {
  const at = y(value);
  return worded(line(left, at, right, at, "xp-rule xp-d" + dash), right, at - 5, text, true);
}

/** Whether two words, each from left to right and on its line, stand on each other. */
const meet = (one, other) => one[0] < other[1] && one[1] > other[0] && Math.abs(one[2] - other[2]) < NAME_ROW;

function worded(under, x, base, text, ends = false) {
  const from = ends ? x - wide(text) : x;
  return {
    svg: under + label(x, base, text, { look: "xp-halo", anchor: ends ? "end" : "" }),
    taken: [from, from + wide(text), base],
  };
}

/** The names of the curves, each at the right end of its own, wherever its points begin, and where they stand. */
function names(view, curves, box, margin) {
  const shown = view.series.map((s, i) => ({ i, text: s.label, points: curves[i] }))
    .filter(({ text, points }) => text && points.length);
  const lines = shown.map(({ text }) => wrap(text, margin - 8, wideBold));
  const ends = shown.map(({ points }) => {
    const [, y] = points.reduce((far, point) => (point[0] >= far[0] ? point : far));
    return Math.max(box.head, Math.min(box.foot, y));
  });
  const middles = spread(ends, lines.map((all) => NAME_ROW * all.length + 2), box.head - ROW, box.foot + 5);
  return shown.map(({ i }, n) => {
    const rows = lines[n].map((text, row) => ({
      text,
      base: middles[n] + 4 + (row - (lines[n].length - 1) / 2) * NAME_ROW,
    }));
    return {
      svg: rows.map(({ text, base }) => label(box.right + 6, base, text, { look: `xp-name xp-n${i}` })).join(""),
      taken: rows.map(({ text, base }) => [box.right + 6, box.right + 6 + wideBold(text), base]),
    };
  });
}

/** The dots, each with its name at the first of some places where it stands on nothing else, or on least. */
function dots(view, frame, { x, y, left, right, head, foot }, words, width, written) {
  const taken = [...written];
  const clashes = (/** @type {number[]} */ [from, to, base]) =>
    taken.filter((other) => meet([from, to, base], other)).length +
    (from < 0 || to > width || base >= foot ? 9 : from < left || to > right ? 0.5 : 0);
  return view.dots.map((dot) => {
    const at = [place(frame, dot.x), place(frame, dot.y)], a = x(at[0]), b = y(at[1]), text = words(dot.label || "");
    if (at.includes(null) || a < left - 1 || a > right + 1 || b < head - 1 || b > foot + 1) return "";
    const best = [-7, 16, 4, -24, 33, -41, 50].flatMap((down) =>
      [8, -8 - wide(text)].map((across) => [a + across, a + across + wide(text), b + down])
    ).reduce((one, other) => (clashes(other) < clashes(one) ? other : one));
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
