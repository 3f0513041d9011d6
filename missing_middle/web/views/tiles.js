// A grid of tiles, one a statistical unit, each with its two letters and its number: readable without the shade. Frames
// say which group a tile belongs to without colour: a full line, a broken one, a thin one.
import { label, mark, notes, shade, shareOf } from "../marks.js";
import { number } from "../words.js";

export const kind = "tiles";

const GAP = 3; // px

/** At most three digits that matter. */
export const brief = (value) => value === null ? "\u2013" : number(value, value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2);

const valuesOf = (view, frame) => frame[typeof view.values === "string" ? view.values : view.values[frame.case]];

export function draw(view, frame, width, words) {
  const values = valuesOf(view, frame), known = values.filter((v) => v !== null);
  const low = Math.min(...known), high = Math.max(...known);
  const side = Math.min(width, 520) / (Math.max(...view.tiles.map((t) => t.column)) + 1), tall = Math.min(side, 46);
  const tiles = view.tiles.map((tile, i) => {
    const x = tile.column * side, y = tile.row * tall, group = frame[view.groups][i];
    const box = { x: x + GAP / 2, y: y + GAP / 2, width: side - GAP, height: tall - GAP };
    return mark("rect", {
      ...box,
      class: `xp-tile xp-edge${group}`,
      "fill-opacity": shade(shareOf(values[i], low, high)),
    }) +
      label(x + side / 2, y + tall / 2 - 2, tile.short, { anchor: "middle" }) +
      label(x + side / 2, y + tall / 2 + 12, brief(values[i]), { anchor: "middle", look: "xp-strong" });
  });
  const note = notes(words(view.note), width, tall * (Math.max(...view.tiles.map((t) => t.row)) + 1) + 4);
  return { height: note.foot + 4, svg: tiles.join("") + note.svg };
}

/** The same as rows: name, group, number. */
export function table(view, frame) {
  const values = valuesOf(view, frame), groups = frame[view.groups];
  const rows = view.tiles.map((tile, i) => [`${tile.name} (${tile.short})`, view.group_names[groups[i]], values[i]]);
  return { head: view.head, rows };
}
