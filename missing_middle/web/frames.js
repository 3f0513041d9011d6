// The states of an explorable: the inverse of explorables/engine/frames.py.

/** The block of bytes, gunzipped, as codes a series. */
export function unpack(bytes, layout, controls) {
  const series = {};
  let start = 0;
  for (const entry of layout) {
    const points = entry.points || 1;
    const cells = entry.axes.reduce((n, axis) => n * controls[axis].stops.length, points);
    const codes = new (entry.bytes === 4 ? Uint32Array : Uint16Array)(cells);
    for (let b = 0; b < entry.bytes; b++) {
      for (let i = 0; i < cells; i++) codes[i] |= bytes[start + b * cells + i] << (8 * b);
    }
    if (entry.rowwise) { for (let i = points; i < cells; i++) codes[i] += codes[i - points]; }
    for (let i = 0; i < cells; i++) if (i % points) codes[i] += codes[i - 1];
    series[entry.name] = { entry, codes };
    start += cells * entry.bytes;
  }
  return series;
}

function decode({ words, low, step, log }, code) {
  if (words) return words[code];
  if (code === 0) return null;
  const value = low + (code - 1) * step;
  return log ? Math.exp(value) : value;
}

/** Everything at one state, which is the number of a stop for each control. */
export function frameAt(series, controls, index) {
  const frame = {};
  controls.forEach((control, i) => {
    frame[control.name] = control.stops[index[i]];
  });
  for (const { entry, codes } of Object.values(series)) {
    const row = entry.axes.reduce((r, axis) => r * controls[axis].stops.length + index[axis], 0);
    frame[entry.name] = entry.points
      ? Array.from(codes.subarray(row * entry.points, (row + 1) * entry.points), (code) => decode(entry, code))
      : decode(entry, codes[row]);
  }
  return frame;
}

/** The number of the stop that is nearest to a value. */
export const nearest = (stops, value) =>
  typeof value === "string"
    ? stops.indexOf(value)
    : stops.reduce((best, stop, i) => (Math.abs(stop - value) < Math.abs(stops[best] - value) ? i : best), 0);

/** The series of a widget's model. */
export async function seriesOf(model, spec) {
  const raw = model.get("frames");
  const packed = new Uint8Array(raw.buffer ?? raw, raw.byteOffset ?? 0, raw.byteLength);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return unpack(new Uint8Array(await new Response(stream).arrayBuffer()), spec.layout, spec.controls);
}
