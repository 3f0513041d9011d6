// A cube with numbered corners, the part in which the place lies, and the place with a line down to the floor.
import { widgetWords } from "../catalogue/widgets.js";
import { label, mark, notes, path } from "../marks.js";

export const kind = "cube";

const BESIDE = 620; // px: from this width on the names of the corners stand beside the cube

// Where one unit of each axis leads on the page (right, up). Chosen so that no two corners of the cube coincide, and
// that the corner with all three high stands at the upper right.
const DIRECTIONS = [[0.87, -0.25], [0, 1], [0.62, 0.36]];
const BEHIND = [0, 0, 1], HIDDEN = [[1, 0, 1], [0, 1, 1], [0, 0, 0]]; // the corner behind, and where its edges lead
const RING = [ // the edges in front, as three strokes
  [[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 0, 0]],
  [[1, 0, 0], [1, 0, 1], [1, 1, 1], [1, 1, 0]],
  [[0, 1, 0], [0, 1, 1], [1, 1, 1]],
];
const NAMES = [ // of the axes: at which point, how far to the right and down from it, and which end of the words
  [[0.5, 0, 0], -10, 16, "end"],
  [[0, 0.5, 0], -8, 4, "end"],
  [[1, 0, 0.5], 10, 16, ""],
];

/** Where a point of the unit cube stands, (right, up), in units of its height. */
export const project = (point) => [0, 1].map((i) => point.reduce((sum, p, axis) => sum + p * DIRECTIONS[axis][i], 0));

/** The two opposite corners of the part of the cube, cut at the limits, in which a place lies. */
export const octant = (spot, limits) => [
  spot.map((v, i) => (v >= limits[i] ? limits[i] : 0)),
  spot.map((v, i) => (v >= limits[i] ? 1 : limits[i])),
];

/** The three faces of a box that one sees: right, top and front. */
const faces = ([a, b, c], [d, e, f]) => [
  [[d, b, c], [d, b, f], [d, e, f], [d, e, c]],
  [[a, e, c], [d, e, c], [d, e, f], [a, e, f]],
  [[a, b, c], [d, b, c], [d, e, c], [a, e, c]],
];

const isHere = (corner, view, frame) => corner.number === Math.round(frame[view.current]);

export function draw(view, frame, width, words) {
  const beside = width >= BESIDE, unit = Math.min(width * 0.42, 165), head = 14, left = 62, foot = head + 1.36 * unit;
  const at = (point) => {
    const [right, up] = project(point);
    return [left + right * unit, foot - up * unit];
  };
  const below = foot + 0.25 * unit;
  const key = beside
    ? { x: left + 1.49 * unit + 34, y: head + 22, row: 22, end: widgetWords.hereAfter("") }
    : { x: 0, y: below + 34, row: 18, end: " \u25c2" };
  const end = Math.max(below + 14, key.y + key.row * view.corners.length),
    note = notes(words(view.note), width, end - 6);
  return {
    height: note.foot + 6,
    svg: solid(view, frame, at) + corners(view, frame, at) + axisNames(view, at) + keyOf(view, frame, key) + note.svg,
  };
}

/** The part in which the place lies, the edges, and the place above its foot on the floor. */
function solid(view, frame, at) {
  const [spot, limits] = [view.place, view.thresholds].map((names) => names.map((name) => frame[name]));
  const [low, high] = octant(spot, limits), floor = [spot[0], 0, spot[2]], [cx, cy] = at(spot);
  const stroke = (points, look) => path(points.map(at), look + " xp-bare");
  return faces(low, high).map((face) => path(face.map(at), "xp-face", true)).join("") +
    HIDDEN.map((end) => stroke([BEHIND, end], "xp-rule xp-d1")).join("") +
    RING.map((points) => stroke(points, "xp-axis")).join("") +
    stroke([spot, floor], "xp-rule xp-d2") + stroke([[spot[0], 0, 0], floor, [1, 0, spot[2]]], "xp-rule xp-d2") +
    mark("circle", { cx, cy, r: 6, class: "xp-dot xp-n1" });
}

const corners = (view, frame, at) =>
  view.corners.map((corner) => {
    const [cx, cy] = at(corner.at), here = isHere(corner, view, frame);
    return mark("circle", { cx, cy, r: 9, class: here ? "xp-disc xp-full" : "xp-disc" }) +
      label(cx, cy + 4, String(corner.number), { anchor: "middle", look: here ? "xp-on-ink" : "" });
  }).join("");

const axisNames = (view, at) =>
  NAMES.map(([point, right, down, anchor], i) => {
    const [x, y] = at(point);
    return label(x + right, y + down, view.axes[i], { look: "xp-quiet", anchor });
  }).join("");

const keyOf = (view, frame, { x, y, row, end }) =>
  view.corners.map((corner, i) => {
    const here = isHere(corner, view, frame), text = `${corner.number}\u2002${corner.name}${here ? end : ""}`;
    return label(x, y + row * i, text, { look: here ? "xp-strong" : "" });
  }).join("");

/** The eight corners as rows; the last column says in which of them the place lies. */
export const table = (view, frame) => ({
  head: view.head,
  rows: view.corners.map((c) => [c.name, ...c.cells, isHere(c, view, frame) ? widgetWords.here : "\u2013"]),
});
