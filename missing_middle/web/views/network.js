// Nodes with their numbers inside and their names below, and the links between them. Shapes and line styles carry the
// kinds; the shade of a node only repeats its number.
import { widgetWords } from "../catalogue/widgets.js";
import { label, mark, notes, px, shade, shareOf } from "../marks.js";
import { number } from "../words.js";

export const kind = "network";

const NODE = 17; // px, half the width of a node
const MARGIN = 40;
const SHAPES = [
  (x, y, look) => mark("circle", { cx: x, cy: y, r: NODE, ...look }),
  (x, y, look) =>
    mark("rect", { x: x - NODE + 1, y: y - NODE + 1, width: 2 * NODE - 2, height: 2 * NODE - 2, ...look }),
  (x, y, look) => {
    const r = NODE + 4;
    return mark("path", { d: `M${px(x)} ${px(y - r)}l${r} ${r}l${-r} ${r}l${-r} ${-r}Z`, ...look });
  },
];

export function draw(view, frame, width, words) {
  const across = Math.min(width, 500), tall = Math.max(250, Math.min(330, across * 0.66));
  const at = view.nodes.map((node) => [
    (width - across) / 2 + MARGIN + node.x * (across - 2 * MARGIN),
    NODE + 5 + node.y * (tall - 2 * NODE - 24),
  ]);
  const key = notes(words(view.key), width, tall);
  return {
    height: key.foot + 6,
    svg: links(view, frame, at) + nodes(view, frame, at) + names(view, frame, at) + key.svg,
  };
}

const links = (view, frame, at) =>
  view.links.map((link, i) => {
    if (!frame[view.present][i]) return "";
    const [a, b] = at[link.one], [c, d] = at[link.other];
    const turn = [(a + c) / 2 - link.bend * (d - b), (b + d) / 2 + link.bend * (c - a)].map(px).join(" ");
    return mark("path", { d: `M${px(a)} ${px(b)}Q${turn} ${px(c)} ${px(d)}`, class: `xp-link xp-link${link.kind}` });
  }).join("");

function nodes(view, frame, at) {
  const [low, high] = view.shade.map((name) => frame[name]);
  return view.nodes.map((node, i) => {
    const [x, y] = at[i], value = frame[view.values][i], there = value !== null, shape = SHAPES[node.kind];
    const tint = { class: "xp-tint", "fill-opacity": shade(there ? shareOf(value, low, high) : 0) };
    return shape(x, y, { class: there ? "xp-node" : "xp-node xp-out" }) + (there ? shape(x, y, tint) : "") +
      label(x, y + 4, there ? number(value, 1) : "\u2013", { anchor: "middle", look: "xp-strong" });
  }).join("");
}

const names = (view, frame, at) =>
  view.nodes.map((node, i) => {
    const out = frame[view.values][i] === null, text = out && view.out ? `${node.name} (${view.out})` : node.name;
    const look = out ? "xp-halo xp-quiet" : "xp-halo";
    return label(at[i][0], at[i][1] + NODE + 14, text, { anchor: "middle", look });
  }).join("");

/** Every node with its neighbours, as rows. */
export function table(view, frame) {
  const present = view.links.filter((_, j) => frame[view.present][j]);
  const neighbours = (i) =>
    present.flatMap(({ one, other }) => (one === i ? [other] : other === i ? [one] : [])).map((j) =>
      view.nodes[j].name
    );
  return {
    head: [widgetWords.node, widgetWords.nodeKind, widgetWords.linked, view.measure],
    rows: view.nodes.map((node, i) => [
      node.name,
      view.kinds[node.kind],
      neighbours(i).join(", ") || widgetWords.nobody,
      frame[view.values][i],
    ]),
  };
}
