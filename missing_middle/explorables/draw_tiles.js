// A grid of tiles, one a statistical unit, each with its two letters and its number: readable without the shade.

// At most three digits that matter.
const tileText = (value) => (value === null ? "\u2013" : number(value, value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2));

const valuesName = (view, frame) => (typeof view.values === "string" ? view.values : view.values[frame.case]);

// Frames say which group a tile belongs to without colour: a full line, a broken one, a thin one.
const EDGES = ["stroke:var(--ink);stroke-width:1.6", "stroke:var(--ink);stroke-width:1.2;stroke-dasharray:4 2.5", "stroke:var(--rule);stroke-width:1"];

draw.tiles = (view, frame, width, words) => {
  const values = frame[valuesName(view, frame)], groups = frame[view.groups], known = values.filter((v) => v !== null);
  const low = Math.min(...known), high = Math.max(...known), columns = Math.max(...view.tiles.map((t) => t.column)) + 1;
  const side = Math.min(width, 520) / columns, tall = Math.min(side, 46), gap = 3;
  const tiles = view.tiles.map((tile, i) => {
    const x = tile.column * side, y = tile.row * tall, share = high > low ? (values[i] - low) / (high - low) : 0;
    return `<rect x="${px(x + gap / 2)}" y="${px(y + gap / 2)}" width="${px(side - gap)}" height="${px(tall - gap)}" style="fill:var(--accent);fill-opacity:${(0.04 + 0.4 * share).toFixed(2)};${EDGES[groups[i]]}"/>`
      + label(x + side / 2, y + tall / 2 - 2, tile.short, 'text-anchor="middle"')
      + label(x + side / 2, y + tall / 2 + 12, tileText(values[i]), 'text-anchor="middle" style="font-weight:650"');
  }).join("");
  const foot = tall * (Math.max(...view.tiles.map((t) => t.row)) + 1) + 4, lines = wrap(words(view.note), width);
  const notes = lines.map((text, i) => label(0, foot + ROW * (i + 1), text, 'class="xp-quiet"')).join("");
  return { height: foot + ROW * lines.length + 4, svg: tiles + notes };
};

// The same as rows: name, group, number.
draw.tiles.table = (view, frame) => ({
  head: view.head, rows: view.tiles.map((tile, i) => [`${tile.name} (${tile.short})`, view.group_names[frame[view.groups][i]], frame[valuesName(view, frame)][i]]),
});
