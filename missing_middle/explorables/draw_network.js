// Nodes with their numbers inside and their names below, and the links between them. Shapes and line styles carry the
// kinds; the shade of a node only repeats its number.

const NODE = 17;                                                // px, half the width of a node
const NODE_SHAPES = [
  (x, y, style) => `<circle cx="${px(x)}" cy="${px(y)}" r="${NODE}" style="${style}"/>`,
  (x, y, style) => `<rect x="${px(x - NODE + 1)}" y="${px(y - NODE + 1)}" width="${2 * NODE - 2}" height="${2 * NODE - 2}" style="${style}"/>`,
  (x, y, style) => `<path d="M${px(x)} ${px(y - NODE - 4)}l${NODE + 4} ${NODE + 4}l${-NODE - 4} ${NODE + 4}l${-NODE - 4} ${-NODE - 4}Z" style="${style}"/>`,
];
const LINK_STYLES = ["stroke:var(--ink);stroke-width:2.2", "stroke:var(--ink);stroke-width:1.6;stroke-dasharray:6 4", "stroke:var(--quiet);stroke-width:1"];

draw.network = (view, frame, width, words) => {
  const values = frame[view.values], present = frame[view.present], [low, high] = view.shade.map((name) => frame[name]);
  const across = Math.min(width, 500), tall = Math.max(250, Math.min(330, across * 0.66)), margin = 40;
  const at = view.nodes.map((node) => [(width - across) / 2 + margin + node.x * (across - 2 * margin), NODE + 5 + node.y * (tall - 2 * NODE - 24)]);
  const links = view.links.map((link, i) => {
    if (!present[i]) return "";
    const [a, b] = at[link.one], [c, d] = at[link.other];
    const turn = [(a + c) / 2 - link.bend * (d - b), (b + d) / 2 + link.bend * (c - a)].map(px).join(" ");
    return `<path d="M${px(a)} ${px(b)}Q${turn} ${px(c)} ${px(d)}" style="fill:none;${LINK_STYLES[link.kind]}"/>`;
  }).join("");
  const nodes = view.nodes.map((node, i) => {
    const [x, y] = at[i], value = values[i], there = value !== null, shape = NODE_SHAPES[node.kind];
    const share = there && high > low ? (value - low) / (high - low) : 0;
    return shape(x, y, `fill:var(--paper);${there ? "stroke:var(--ink);stroke-width:1.6" : "stroke:var(--quiet);stroke-dasharray:3 3"}`)
      + (there ? shape(x, y, `fill:var(--accent);fill-opacity:${(0.04 + 0.4 * share).toFixed(2)}`) : "")
      + label(x, y + 4, there ? number(value, 1) : "\u2013", 'text-anchor="middle" style="font-weight:650"');
  }).join("");
  const names = view.nodes.map((node, i) => {
    const out = values[i] === null;
    return label(at[i][0], at[i][1] + NODE + 14, out && view.out ? `${node.name} (${view.out})` : node.name, `text-anchor="middle" class="xp-halo${out ? " xp-quiet" : ""}"`);
  }).join("");
  const lines = wrap(words(view.key), width);
  const key = lines.map((text, i) => label(0, tall + ROW * (i + 1), text, 'class="xp-quiet"')).join("");
  return { height: tall + ROW * lines.length + 6, svg: links + nodes + names + key };
};

// Every node with its neighbours, as rows.
draw.network.table = (view, frame) => ({
  head: ["Node", "Kind", "Linked with", view.measure],
  rows: view.nodes.map((node, i) => [node.name, view.kinds[node.kind],
    view.links.flatMap((link, j) => (!frame[view.present][j] ? [] : link.one === i ? [view.nodes[link.other].name]
      : link.other === i ? [view.nodes[link.one].name] : [])).join(", ") || "nobody",
    frame[view.values][i]]),
});
