// Sites in a square: small dots for all, large ones for those of the industry. Size tells them apart, not colour.

draw.sites = (view, frame, width, words) => {
  const side = Math.min(width, 340) - 2, at = (km) => 1 + (side * km) / view.side;
  const spot = ([east, north], radius, style) => `<circle cx="${px(at(east))}" cy="${px(at(view.side - north))}" r="${radius}" style="${style}"/>`;
  const frameLine = `<rect x="1" y="1" width="${px(side)}" height="${px(side)}" style="fill:none;stroke:var(--rule)"/>`;
  const all = view.sites.map((site) => spot(site, 1.4, "fill:var(--quiet)")).join("");
  const own = frame[view.chosen].map((i) => spot(view.sites[Math.round(i)], 4.5, "fill:var(--accent);stroke:var(--paper);stroke-width:1.2")).join("");
  const lines = wrap(words(view.note), width);
  const notes = lines.map((text, i) => label(0, side + 6 + ROW * (i + 1), text, 'class="xp-quiet"')).join("");
  return { height: side + 6 + ROW * lines.length + 6, svg: frameLine + all + own + notes };
};

// The chosen sites as rows, from west to east.
draw.sites.table = (view, frame) => ({
  head: ["Plant", `East (${view.unit})`, `North (${view.unit})`],
  rows: frame[view.chosen].map((i) => view.sites[Math.round(i)]).sort((a, b) => a[0] - b[0]).map(([east, north], i) => [String(i + 1), east, north]),
});
