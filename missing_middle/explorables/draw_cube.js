// A cube with numbered corners, the part in which the place lies, and the place with a line down to the floor.
// What is in front and which way the axes run comes from cubes.py.

draw.cube = (view, frame, width, words) => {
  const beside = width >= 620, unit = Math.min(beside ? 165 : width * 0.42, 165), left = 62, head = 14, foot = head + 1.36 * unit;
  const at = (point) => [0, 1].map((i) => point.reduce((sum, p, axis) => sum + p * view.directions[axis][i], 0))
    .map((v, i) => px(i ? foot - v * unit : left + v * unit));
  const path = (points, kind) => `<path d="M${points.map((p) => at(p).join(" ")).join("L")}" style="fill:none" class="${kind}"/>`;
  const spot = view.place.map((name) => frame[name]), limits = view.thresholds.map((name) => frame[name]);
  const [a, b, c] = spot.map((v, i) => (v >= limits[i] ? limits[i] : 0)), [d, e, f] = spot.map((v, i) => (v >= limits[i] ? 1 : limits[i]));
  const faces = [[[d, b, c], [d, b, f], [d, e, f], [d, e, c]], [[a, e, c], [d, e, c], [d, e, f], [a, e, f]], [[a, b, c], [d, b, c], [d, e, c], [a, e, c]]]
    .map((face) => `<path d="M${face.map((p) => at(p).join(" ")).join("L")}Z" style="fill:var(--accent);fill-opacity:.2;stroke:var(--accent);stroke-width:.8"/>`).join("");
  const floor = [spot[0], 0, spot[2]], [x, y] = at(spot);
  const edges = view.hidden[1].map((end) => path([view.hidden[0], end], "xp-rule xp-d1")).join("") + view.ring.map((ring) => path(ring, "xp-axis")).join("");
  const drop = path([spot, floor], "xp-rule xp-d2") + path([[spot[0], 0, 0], floor, [1, 0, spot[2]]], "xp-rule xp-d2")
    + `<circle cx="${x}" cy="${y}" r="6" class="xp-dot xp-n1"/>`;
  const corners = view.corners.map((corner) => {
    const [cx, cy] = at(corner.at), here = corner.number === Math.round(frame[view.current]);
    return `<circle cx="${cx}" cy="${cy}" r="9" style="fill:var(${here ? "--ink" : "--paper"});stroke:var(--ink)"/>`
      + label(cx, cy + 4, String(corner.number), `text-anchor="middle"${here ? ' style="fill:var(--paper);font-weight:650"' : ""}`);
  }).join("");
  const names = [[[0.5, 0, 0], -10, 16, "end"], [[0, 0.5, 0], -8, 4, "end"], [[1, 0, 0.5], 10, 16, "start"]]
    .map(([point, right, down, anchor], i) => label(at(point)[0] + right, at(point)[1] + down, view.axes[i], `text-anchor="${anchor}" class="xp-quiet"`)).join("");
  const start = beside ? left + 1.49 * unit + 34 : 0, first = beside ? head + 22 : foot + 0.25 * unit + 34, row = beside ? 22 : 18;
  const key = view.corners.map((corner, i) => {
    const here = corner.number === Math.round(frame[view.current]);
    return label(start, first + row * i, `${corner.number}\u2002${corner.name}${here && beside ? " (here)" : ""}${here && !beside ? " \u25c2" : ""}`, here ? 'style="font-weight:650"' : "");
  }).join("");
  const end = Math.max(foot + 0.25 * unit + 14, first + row * view.corners.length), lines = wrap(words(view.note), width);
  const note = lines.map((text, i) => label(0, end + ROW * (i + 1) - 6, text, 'class="xp-quiet"')).join("");
  return { height: end + ROW * lines.length, svg: faces + edges + drop + corners + names + key + note };
};

// The eight corners as rows; the last column says in which of them the place lies.
draw.cube.table = (view, frame) => ({
  head: view.head, rows: view.corners.map((corner) => [corner.name, ...corner.cells, corner.number === Math.round(frame[view.current]) ? "here" : "\u2013"]),
});
