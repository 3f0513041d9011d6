// Sites in a square: small dots for all, large ones for those of the industry. Size tells them apart, not colour.
import { widgetWords } from "../catalogue/widgets.js";
import { mark, notes, px } from "../marks.js";

export const kind = "sites";

const LARGEST = 340; // px

const chosen = (view, frame) => frame[view.chosen].map((i) => view.sites[Math.round(i)]);

export function draw(view, frame, width, words) {
  const side = Math.min(width, LARGEST) - 2, at = (km) => 1 + (side * km) / view.side;
  const plant = ([east, north]) =>
    mark("circle", { cx: at(east), cy: at(view.side - north), r: 4.5, class: "xp-plant" });
  const dots = view.sites.map(([east, north]) => `M${px(at(east))} ${px(at(view.side - north))}h0`); // in one piece
  const note = notes(words(view.note), width, side + 6);
  return {
    height: note.foot + 6,
    svg: mark("rect", { x: 1, y: 1, width: side, height: side, class: "xp-square" }) +
      mark("path", { d: dots.join(""), class: "xp-site" }) + chosen(view, frame).map(plant).join("") +
      note.svg,
  };
}

/** The chosen sites as rows, from west to east. */
export const table = (view, frame) => ({
  head: [widgetWords.plant, widgetWords.east(view.unit), widgetWords.north(view.unit)],
  rows: chosen(view, frame).sort((a, b) => a[0] - b[0]).map(([east, north], i) => [String(i + 1), east, north]),
});
