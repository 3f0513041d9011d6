// Draws an Explorable. Python decides what is true, this file decides where it goes on the page.
// First pure functions (pytest runs them in quickjs, without a page), then drawing as text, then the page.

// Words: the same rules as words.py ----------------------------------------------------------------------------------

export function number(value, digits) {
  if (value === null || value === undefined || !isFinite(value)) return "none";
  let [whole, part] = Math.abs(value).toFixed(digits).split(".");
  const minus = value < 0 && /[1-9]/.test(whole + (part ?? "")) ? "\u2212" : "";
  if (whole.length > 4) whole = whole.replace(/\B(?=(\d{3})+$)/g, "\u202f");
  return minus + whole + (part ? "." + part : "");
}

export function fill(template, frame, digits) {
  const text = typeof template === "string" ? template : template[frame.case];
  return text.replace(/\{(\w+)\}/g, (_, name) => (name in digits ? number(frame[name], digits[name]) : String(frame[name])));
}

// A line never starts with a percent sign.
const tie = (text) => text.replace(/ %/g, "\u00a0%");

export const fillCode = (template, values) => template.replace(/\{(\w+)\}/g, (_, name) => JSON.stringify(values[name]));

const last = (list) => list[list.length - 1];
const escape = (text) => String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

// Frames: the inverse of frames.pack ----------------------------------------------------------------------------------

// The block of bytes, gunzipped, as codes a series.
export function unpack(bytes, layout, controls) {
  const series = {};
  let start = 0;
  for (const entry of layout) {
    const points = entry.points || 1;
    const cells = entry.axes.reduce((n, axis) => n * controls[axis].stops.length, points);
    const codes = new (entry.bytes === 4 ? Uint32Array : Uint16Array)(cells);
    for (let b = 0; b < entry.bytes; b++)
      for (let i = 0; i < cells; i++) codes[i] |= bytes[start + b * cells + i] << (8 * b);
    if (entry.rowwise) for (let i = points; i < cells; i++) codes[i] += codes[i - points];
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

// Everything at one state, which is a stop for each control.
export function frameAt(series, controls, index) {
  const frame = {};
  controls.forEach((control, i) => { frame[control.name] = control.stops[index[i]]; });
  for (const { entry, codes } of Object.values(series)) {
    const row = entry.axes.reduce((r, axis) => r * controls[axis].stops.length + index[axis], 0);
    frame[entry.name] = entry.points
      ? Array.from(codes.subarray(row * entry.points, (row + 1) * entry.points), (code) => decode(entry, code))
      : decode(entry, codes[row]);
  }
  return frame;
}

export const nearest = (stops, value) =>
  typeof value === "string" ? stops.indexOf(value)
    : stops.reduce((best, stop, i) => (Math.abs(stop - value) < Math.abs(stops[best] - value) ? i : best), 0);

// Links: #id?name=value&name=value --------------------------------------------------------------------------------------

export const hashOf = (id, values) =>
  "#" + id + "?" + Object.entries(values).map(([name, value]) => name + "=" + encodeURIComponent(value)).join("&");

// Nothing if the link is for another widget; else values for every control, or what is wrong with the link.
export function readHash(address, id, controls) {
  let hash = address;
  try { hash = decodeURIComponent(address); } catch { /* half a character: it will not fit below */ }
  if (!hash.startsWith("#" + id + "?")) return null;
  const values = {};
  for (const pair of hash.slice(id.length + 2).split("&")) {
    const [name, text = ""] = pair.split("=");
    const control = controls.find((c) => c.name === name);
    const value = control && (control.words ? text : Number(text));
    const fits = control && text !== "" && (control.words ? control.stops.includes(value)
      : value >= control.stops[0] && value <= last(control.stops));
    if (!fits) return { problem: pair };
    values[name] = value;
  }
  const missing = controls.find((c) => !(c.name in values));
  return missing ? { problem: missing.name + " is missing" } : { values };
}

// Drawing: every function returns SVG as text, at the width it is given ------------------------------------------------

const TEXT = 12, ROW = 15;                                   // px
// How wide a text is in a broad sans such as DejaVu, near enough to lay out: three kinds of letters.
const wide = (text) => [...text].reduce((sum, c) => sum + (/[ijlrtfI.,:;'()|\s]/.test(c) ? 0.37 : /[A-Z0-9mw%\u2212]/.test(c) ? 0.68 : 0.6), 0) * TEXT;

export function ticks({ low, high, log }) {
  if (!log) {
    const rough = (high - low) / 4, power = 10 ** Math.floor(Math.log10(rough));
    const step = power * [1, 2, 5, 10].find((m) => m * power >= rough * 0.999);
    const first = Math.ceil(low / step - 1e-9);
    return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
  }
  const decades = Math.log10(high / low), heads = decades < 1.3 ? [1, 1.5, 2, 3, 4, 6] : decades < 3 ? [1, 2, 5] : [1];
  const out = [];
  for (let p = Math.floor(Math.log10(low)); p <= Math.log10(high); p++)
    for (const head of heads) if (head * 10 ** p >= low * 0.999 && head * 10 ** p <= high * 1.001) out.push(head * 10 ** p);
  return out;
}

// As many decimals as the ticks need: all the same on a linear axis, each its own on a log axis.
function tickText(tick, all, log) {
  const needs = (t) => [0, 1, 2, 3, 4, 5].find((d) => Math.abs(t * 10 ** d - Math.round(t * 10 ** d)) < 1e-6) ?? 6;
  return number(tick, log ? needs(tick) : Math.max(...all.map(needs)));
}

// Where a value of an axis stands between two pixels.
export function scale({ low, high, log }, from, to) {
  const at = log ? Math.log : (v) => v, a = at(low), b = at(high);
  return (value) => from + ((at(value) - a) / (b - a)) * (to - from);
}

// Labels moved apart, order kept, and back inside the chart if the last one was pushed out.
export function spread(positions, gap, high) {
  const order = positions.map((_, i) => i).sort((i, j) => positions[i] - positions[j]), out = [...positions];
  order.forEach((i, n) => { if (n) out[i] = Math.max(out[i], out[order[n - 1]] + gap); });
  let limit = high;
  for (const i of order.reverse()) { out[i] = Math.min(out[i], limit); limit = out[i] - gap; }
  return out;
}

function wrap(text, room) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const tail = last(lines);
    if (tail && wide(tail + " " + word) > room) lines.push(word); else lines[lines.length - 1] = tail ? tail + " " + word : word;
  }
  return lines;
}

const place = (frame, at) => (typeof at === "string" ? frame[at] : at);
const px = (v) => Math.round(v * 10) / 10;
const label = (x, y, text, more = "") => `<text x="${px(x)}" y="${px(y)}" ${more}>${escape(text)}</text>`;
const line = (x1, y1, x2, y2, kind) => `<line x1="${px(x1)}" y1="${px(y1)}" x2="${px(x2)}" y2="${px(y2)}" class="${kind}"/>`;

export const draw = {};

// A canvas with two axes; a view draws its marks between `under` and `over`.
export function axes(view, width, top, right) {
  const yTicks = ticks(view.y), names = yTicks.map((t) => tickText(t, yTicks, view.y.log));
  const left = Math.ceil(Math.max(...names.map(wide))) + 8;
  const lines = wrap(view.y.label, width), head = lines.length * ROW + 6 + top;
  const body = Math.max(130, Math.min(230, (width - left - right) * 0.5)), foot = head + body;
  const below = wrap(view.x.label, width - Math.max(left, right)), height = foot + 20 + ROW * below.length;
  const x = scale(view.x, left, width - right), y = scale(view.y, foot, head);
  let xTicks = ticks(view.x);
  const room = Math.min(...xTicks.slice(1).map((t, i) => x(t) - x(xTicks[i])));
  if (room < 26) xTicks = xTicks.filter((_, i) => i % 2 === 0);
  const under = lines.map((text, i) => label(0, ROW * (i + 1) - 3, text, 'class="xp-quiet"')).join("")
    + yTicks.map((t, i) => line(left, y(t), width - right, y(t), t === 0 ? "xp-zero" : "xp-grid")
      + label(left - 6, y(t) + 4, names[i], 'text-anchor="end" class="xp-quiet"')).join("");
  const over = line(left, foot, width - right, foot, "xp-axis")
    + xTicks.map((t) => line(x(t), foot, x(t), foot + 4, "xp-axis")
      + label(x(t), foot + 16, tickText(t, xTicks, view.x.log), 'text-anchor="middle" class="xp-quiet"')).join("")
    + below.map((text, i) =>
      label(width - right, foot + 16 + ROW * (i + 1), text, 'text-anchor="end" class="xp-quiet"')).join("");
  return { x, y, left, right: width - right, head, foot, height, under, over };
}

draw.lines = (view, frame, width, words, uid) => {
  const named = view.series.filter((s) => s.label).map((s) => s.label);
  const margin = named.length ? Math.min(Math.max(...named.map(wide)) * 1.1, width < 420 ? 84 : 120) + 10 : 16;     // names are bold
  const rules = view.rules.map((rule) => ({ ...rule, value: place(frame, rule.at) }))
    .filter((rule) => rule.value !== null && rule.value !== undefined).sort((a, b) => a.value - b.value);
  const upright = rules.filter((rule) => rule.axis === "x");
  const rows = view.rules.filter((rule) => rule.axis === "x").length;    // all of them: the chart must not jump
  const box = axes(view, width, rows * ROW, margin);
  const { x, y } = box;
  const points = view.series.map((s) => frame[s.x].map((v, i) => [v, frame[s.y][i]])
    .filter((p) => p[0] !== null && p[1] !== null).map(([a, b]) => [x(a), y(b)]));
  const path = (list) => "M" + list.map((p) => px(p[0]) + " " + px(p[1])).join("L");

  const areas = view.areas.map((area) => {
    const start = area.start === null ? view.x.low : place(frame, area.start);
    if (start === null) return ["", ""];
    const stop = area.stop === null ? view.x.high : place(frame, area.stop) ?? view.x.high;
    const part = between(points[area.series], Math.max(x(start), box.left), Math.min(x(stop), box.right));
    if (part.length < 2) return ["", ""];
    const base = px(Math.min(box.foot, y(0)));
    const middle = (part[0][0] + last(part)[0]) / 2, room = last(part)[0] - part[0][0];
    const name = area.label && wide(area.label) + 6 < room
      ? label(middle, area.height === null ? box.head + 14 : y(area.height), area.label,
        `text-anchor="middle" class="xp-in xp-n${area.tone}"`) : "";
    return [`<path d="${path(part)}L${px(last(part)[0])} ${base}L${px(part[0][0])} ${base}Z" class="xp-area xp-f${area.tone}"/>`, name];
  });
  const lines = points.map((list, i) => `<path d="${path(list)}" class="xp-line xp-s${i}"/>`).join("");
  const marks = upright.map((rule, row) => {
    const at = x(rule.value), text = words(rule.label), high = box.head - (rows - row) * ROW;
    if (at < box.left - 1) return label(box.left, high + 11, "\u2190 " + text, 'class="xp-halo"');
    if (at > box.right + 1) return label(box.right, high + 11, text + " \u2192", 'text-anchor="end" class="xp-halo"');
    const flip = at + wide(text) + 6 > width && at > width / 2;
    return line(at, high + 2, at, box.foot, "xp-rule xp-d" + rule.dash)
      + label(at + (flip ? -5 : 5), high + 11, text, `class="xp-halo"${flip ? ' text-anchor="end"' : ""}`);
  }).join("") + rules.filter((rule) => rule.axis === "y" && rule.value >= view.y.low && rule.value <= view.y.high)
    .map((rule) => line(box.left, y(rule.value), box.right, y(rule.value), "xp-rule xp-d" + rule.dash)
      + label(box.right, y(rule.value) - 5, words(rule.label), 'text-anchor="end" class="xp-halo"')).join("");
  const ends = spread(points.map((list) => Math.max(box.head, Math.min(box.foot, last(list)[1]))), ROW, box.foot);
  const names = view.series.map((s, i) => s.label && wrap(s.label, (margin - 8) / 1.1).map((text, n, all) =>
    label(box.right + 6, ends[i] + 4 + (n - (all.length - 1) / 2) * 13, text, `class="xp-name xp-n${i}"`)).join("")).join("");
  const placed = view.dots.map((dot) => ({ ...dot, a: place(frame, dot.x), b: place(frame, dot.y) }))
    .filter((dot) => dot.a !== null && dot.b !== null).map((dot) => ({ ...dot, a: x(dot.a), b: y(dot.b) }));
  const crowded = (dot, room) => dot.a - room > box.left      // its name would run into that of the next dot
    && placed.some((other) => other.label && other.a > dot.a && other.a - dot.a < room && Math.abs(other.b - dot.b) < ROW);
  const dots = placed.map((dot) => {
    const text = dot.label && words(dot.label), left = text && crowded(dot, wide(text) + 10);
    return `<circle cx="${px(dot.a)}" cy="${px(dot.b)}" r="5" class="xp-dot xp-n${dot.tone}"/>`
      + (text ? label(dot.a + (left ? -8 : 8), dot.b - 7, text, `class="xp-halo"${left ? ' text-anchor="end"' : ""}`) : "");
  }).join("");
  const clip = `<clipPath id="${uid}"><rect x="${box.left}" y="${box.head}" width="${px(box.right - box.left)}" height="${px(box.foot - box.head + 1)}"/></clipPath>`;
  const drawn = `<g clip-path="url(#${uid})">${areas.map(([area]) => area).join("")}${lines}${dots}</g>`;
  return { height: box.height, svg: clip + box.under + drawn + box.over + marks + names + areas.map(([, name]) => name).join("") };
};

// The part of a polyline between two pixels across, with its ends put in.
export function between(list, from, to) {
  const at = (p, q, v) => [v, p[1] + ((q[1] - p[1]) * (v - p[0])) / (q[0] - p[0])], out = [];
  for (let i = 0; i < list.length; i++) {
    const p = list[i], q = list[i + 1];
    if (p[0] >= from && p[0] <= to) out.push(p);
    if (q) for (const v of [from, to]) if (p[0] < v && v < q[0]) out.push(at(p, q, v));
  }
  return out;
}

draw.bars = (view, frame, width, words) => {
  const beside = width >= 460;                               // names beside the bars, or above them on a phone
  const left = beside ? Math.max(...view.bars.map((bar) => wide(bar.label))) + 16 : 0, each = beside ? 30 : 44;
  const { low, high } = view.axis, x = scale({ low: Math.min(0, low), high }, left, width - 46);
  const top = view.reference ? 22 : 4, foot = top + each * view.bars.length, bars = [], texts = [];
  view.bars.forEach((bar, i) => {
    const value = frame[bar.at], y = top + each * i + (beside ? 6 : 20), from = Math.min(x(0), x(value ?? 0));
    texts.push(beside ? label(left - 10, y + 13, bar.label, 'text-anchor="end"') : label(0, y - 6, bar.label, 'class="xp-halo"'),
      label(Math.max(x(value ?? 0), x(0), left) + 6, y + 13, words("{" + bar.at + "}"), 'class="xp-value xp-halo"'));
    if (value !== null) bars.push(`<rect x="${px(from)}" y="${y}" width="${px(Math.abs(x(value) - x(0)))}" height="18" class="xp-n${bar.tone}"/>`);
  });
  if (view.reference) {
    const at = x(view.reference.at), text = view.reference.label, flip = at + wide(text) / 2 > width;
    bars.push(line(at, 15, at, foot, "xp-rule xp-d1"), label(flip ? width : at, 11, text, `text-anchor="${flip ? "end" : "middle"}" class="xp-quiet"`));
  }
  const names = wrap(view.axis.label, width - left);
  return {
    height: foot + ROW * names.length + 6,
    svg: bars.join("") + line(x(0), top, x(0), foot, "xp-axis") + texts.join("")
      + names.map((text, i) => label(left, foot + ROW * (i + 1), text, 'class="xp-quiet"')).join(""),
  };
};

// What a view shows, as rows of a table: name of columns, then rows.
export function tableOf(view, frame) {
  if (view.bars) return { head: ["", view.axis.label], rows: view.bars.map((bar) => [bar.label, frame[bar.at]]) };
  if (draw[view.kind].table) return draw[view.kind].table(view, frame);
  if (!view.series) return null;
  const one = view.series.every((s) => s.x === view.series[0].x);
  const rows = one ? frame[view.series[0].x].map((v, i) => [v, ...view.series.map((s) => frame[s.y][i])])
    : view.series.flatMap((s) => frame[s.x].map((v, i) => [s.label, v, frame[s.y][i]]));
  const names = view.series.map((s) => s.label || view.y.label);
  return { head: one ? [view.x.label, ...names] : ["", view.x.label, view.y.label], rows };
}

// Rows as text; each column has the decimals that its own range deserves.
export function columns(rows) {
  const digits = rows[0].map((_, j) => {
    const numbers = rows.map((row) => row[j]).filter((v) => typeof v === "number");
    const range = Math.max(...numbers) - Math.min(...numbers);
    return range > 0 && isFinite(range) ? Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(range)))) : 2;
  });
  return rows.map((row) => row.map((v, j) => (typeof v === "string" ? v : number(v, digits[j]))));
}

// The page -----------------------------------------------------------------------------------------------------------------

async function seriesOf(model, spec) {
  const raw = model.get("frames"), packed = new Uint8Array(raw.buffer ?? raw, raw.byteOffset ?? 0, raw.byteLength);
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return unpack(new Uint8Array(await new Response(stream).arrayBuffer()), spec.layout, spec.controls);
}

// The browser may forbid storage (private windows, file pages): the bet then lasts as long as the page.
const store = (() => {
  const memory = {};
  const attempt = (use, otherwise) => { try { return use(localStorage); } catch { return otherwise(); } };
  return {
    get: (key) => attempt((s) => s.getItem(key), () => memory[key] ?? null),
    set: (key, text) => attempt((s) => s.setItem(key, text), () => { memory[key] = text; }),
    drop: (key) => attempt((s) => s.removeItem(key), () => { delete memory[key]; }),
  };
})();

function shuffled(list) {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) { const j = Math.floor(Math.random() * (i + 1)); [out[i], out[j]] = [out[j], out[i]]; }
  return out;
}

const sliderHtml = (c, id) => `<div class="xp-control"><label for="${id}">${escape(c.label)}${c.symbol ? `\u00a0<i>${c.symbol}</i>` : ""}</label>
  <span class="xp-field"><input type="number" step="any" min="${c.stops[0]}" max="${last(c.stops)}" data-number="${c.name}" aria-label="${escape(c.label)}, typed">${c.unit ? `<span>${escape(c.unit)}</span>` : ""}</span>
  <input type="range" id="${id}" min="0" max="${c.stops.length - 1}" step="1" data-range="${c.name}"${c.note ? ` aria-describedby="${id}n"` : ""}>
  ${c.note ? `<small id="${id}n">${escape(c.note)}</small>` : ""}</div>`;

// Words too long for a third of the page get a row.
const choiceHtml = (c, id, room) => `<div class="xp-control${c.words.some((w) => w.length > room) ? " xp-wide" : ""}"><label for="${id}">${escape(c.label)}</label>
  <select id="${id}" data-choice="${c.name}">${c.stops.map((s, i) => `<option value="${escape(s)}">${escape(c.words[i])}</option>`).join("")}</select>
  ${c.note ? `<small>${escape(c.note)}</small>` : ""}</div>`;

const pageHtml = (spec, uid, inNotebook) => `<section class="xp" id="${uid}" aria-labelledby="${uid}q">
  <p class="xp-question" id="${uid}q">${escape(spec.question)}</p>
  <form class="xp-bet" data-bet></form>
  <div class="xp-verdict" data-verdict tabindex="-1" hidden></div>
  <fieldset class="xp-controls" data-controls><legend class="xp-hidden">Controls</legend>
    ${spec.controls.map((c, i) => (c.words ? choiceHtml : sliderHtml)(c, uid + "c" + i, spec.controls.length > 2 ? 24 : 40)).join("")}</fieldset>
  <p class="xp-message" data-message role="status"></p>
  <p class="xp-sentence" data-sentence aria-live="polite"></p>
  <p class="xp-equation" data-equation></p>
  <div class="xp-views">${spec.views.map((row) => `<div>${row.map(() =>
    '<figure data-view><figcaption></figcaption><svg role="img"></svg></figure>').join("")}</div>`).join("")}</div>
  <p class="xp-transfer" data-transfer hidden><b>Elsewhere</b> ${escape(spec.transfer)}</p>
  <div class="xp-foot"><span data-status></span>
    <span class="xp-tools"><button type="button" data-reset>Reset</button>${inNotebook ? "" : '<button type="button" data-link>Copy link</button>'}</span>
    <details data-numbers><summary>Numbers</summary><div></div></details>
    <details data-code><summary>Open as code</summary><pre tabindex="0"><code></code></pre></details></div></section>`;

let count = 0;

async function render({ model, el }) {
  const spec = model.get("spec"), uid = "xp-" + spec.id + "-" + ++count, kept = "missing-middle:bet:" + spec.id;
  const root = document.createElement("div"), clean = [];
  el.append(root);
  // The reader sees what went wrong, and so does the console (and the test that watches it).
  const guard = (work) => (...given) => {
    try { return work(...given); } catch (error) { showError(root, error); throw error; }
  };
  const on = (target, event, work) => {
    const handler = guard(work);
    target.addEventListener(event, handler);
    clean.push(() => target.removeEventListener(event, handler));
  };
  let series;
  try { series = await seriesOf(model, spec); } catch (error) { showError(root, error); throw error; }

  root.innerHTML = pageHtml(spec, uid, !!el.closest?.(".jp-Notebook"));
  const find = (name) => root.querySelector(`[data-${name}]`);
  const section = root.firstChild, figures = [...root.querySelectorAll("[data-view]")], views = spec.views.flat();
  const state = { values: { ...model.get("values") }, exact: null, message: "" };
  const index = () => spec.controls.map((c) => nearest(c.stops, state.values[c.name]));
  const frameNow = () => state.exact ?? frameAt(series, spec.controls, index());

  // Measured here and when the page changes only: asking for a width between two drawings would lay out the page again.
  const measure = () => figures.map((figure) => Math.max(200, Math.floor(figure.clientWidth)));
  let widths = measure();
  const paintView = (i, frame) => {
    const figure = figures[i], view = views[i], words = (text) => tie(fill(text, frame, spec.digits));
    const width = widths[i];
    const { svg, height } = draw[view.kind](view, frame, width, words, uid + "v" + i);
    const element = figure.lastElementChild;
    element.innerHTML = svg;
    element.setAttribute("viewBox", `0 0 ${width} ${Math.ceil(height)}`);
    element.setAttribute("aria-label", words(view.alt));
    figure.firstElementChild.textContent = words(view.title);
  };

  const paintControls = (shown) => spec.controls.forEach((c, i) => {
    const at = nearest(c.stops, shown[c.name]);
    if (c.words) { root.querySelector(`[data-choice="${c.name}"]`).value = shown[c.name]; return; }
    const range = root.querySelector(`[data-range="${c.name}"]`), typed = root.querySelector(`[data-number="${c.name}"]`);
    range.value = at;
    range.setAttribute("aria-valuetext", number(shown[c.name], c.digits) + (c.unit ? " " + c.unit : ""));
    range.style.setProperty("--at", at / (c.stops.length - 1));
    const onStop = shown[c.name] === c.stops[at];
    typed.value = onStop ? shown[c.name].toFixed(c.digits) : shown[c.name];
  });

  const paint = guard(() => {
    const frame = frameNow(), words = (text) => tie(fill(text, frame, spec.digits));
    const shown = Object.fromEntries(spec.controls.map((c) => [c.name, frame[c.name]]));
    paintControls(shown);
    find("sentence").textContent = words(spec.sentence);
    find("equation").innerHTML = words(spec.equation);
    views.forEach((_, i) => paintView(i, frame));
    const moved = state.exact ? [] : spec.controls.filter((c) => shown[c.name] !== state.values[c.name]);
    find("message").textContent = state.message || moved.map((c) =>
      `${c.label} ${state.values[c.name]} is not in the table: the nearest stop, ${number(shown[c.name], c.digits)}, is shown.`).join(" ");
    find("status").textContent = state.exact ? "Exact, from Python."
      : `Computed here, from a table of ${number(spec.states, 0)} states.`;
    find("code").querySelector("code").textContent = fillCode(spec.code, shown);
    if (find("numbers").open) paintNumbers(frame);
  });

  const paintNumbers = (frame) => {
    const printed = spec.readouts.map((r) =>
      `<tr><th scope="row">${escape(r.label)}</th><td>${number(frame[r.name], r.digits)}</td><td>${escape(r.unit)}</td></tr>`);
    const tables = views.map((view) => [fill(view.title, frame, spec.digits), tableOf(view, frame)]).filter(([, t]) => t && !t.head.includes(""));
    find("numbers").lastElementChild.innerHTML =
      `<div class="xp-scroll" tabindex="0" role="group" aria-label="Numbers of this state"><table><caption>This state</caption>${printed.join("")}</table></div>`
      + tables.map(([title, t]) => `<div class="xp-scroll" tabindex="0" role="group" aria-label="${escape(title)}"><table><caption>${escape(title)}</caption><thead><tr>${
        t.head.map((h) => h ? `<th scope="col">${escape(h)}</th>` : "<td></td>").join("")}</tr></thead>${
        columns(t.rows).map((row) => `<tr>${row.map((text) => `<td>${escape(text)}</td>`).join("")}</tr>`).join("")}</table></div>`).join("");
  };

  const go = guard((values, message = "") => {
    state.values = { ...state.values, ...values };
    state.exact = null;
    state.message = message;
    paint();
    model.set("values", { ...state.values });
    model.save_changes();
  });
  const starts = () => Object.fromEntries(spec.controls.map((c) => [c.name, c.start]));

  // The bet: nothing moves before it is placed or skipped.
  const lock = (locked) => {
    find("controls").disabled = find("reset").disabled = locked;
    section.classList.toggle("xp-locked", locked);
    find("bet").hidden = !locked;
    find("transfer").hidden = locked || !spec.transfer;
  };
  const revealed = frameAt(series, spec.controls, spec.controls.map((c) => nearest(c.stops, spec.bet.reveal[c.name])));
  const said = (text) => escape(tie(fill(text, revealed, spec.digits)));
  const askBet = () => {
    find("bet").innerHTML = `<fieldset><legend><b>Bet</b> ${said(spec.bet.question)}</legend>${shuffled(spec.bet.options).map((o) =>
      `<label class="xp-option"><input type="radio" name="${uid}o" value="${escape(o.id)}" required><span>${said(o.text)}</span></label>`).join("")}
      <label class="xp-reason"><span>Because</span><input type="text" name="reason" required maxlength="300" placeholder="one sentence" autocomplete="off"></label>
      <div class="xp-tools"><button>Place the bet</button><button type="button" class="xp-plain" data-skip>Skip</button>
      <small>The controls unlock then. Your bet stays in this browser.</small></div></fieldset>`;
    find("verdict").hidden = true;
    lock(true);
  };
  const showVerdict = ({ choice, reason }) => {
    const mine = spec.bet.options.find((o) => o.id === choice), right = spec.bet.options.find((o) => o.right);
    find("verdict").innerHTML = `<p><b class="${mine.right ? "xp-right" : "xp-wrong"}">${mine.right ? "\u2713 Right" : "\u2717 Not so"}</b> You bet: <q>${said(mine.text)}</q>. ${said(mine.says)}</p>`
      + (mine.right ? "" : `<p><b>The answer</b> <q>${said(right.text)}</q>. ${said(right.says)}</p>`)
      + (reason ? `<p class="xp-quiet">Your reason: <q>${escape(reason)}</q></p>` : "")
      + '<div class="xp-tools"><button type="button" data-show>Show that state</button><button type="button" class="xp-plain" data-again>Bet again</button></div>';
    find("verdict").hidden = false;
    lock(false);
  };
  const readBet = () => {
    try {
      const bet = JSON.parse(store.get(kept));
      return spec.bet.options.some((o) => o.id === bet?.choice) ? bet : null;
    } catch { return null; }         // kept by another version of this page
  };
  on(find("bet"), "submit", (event) => {
    event.preventDefault();
    const form = new FormData(event.target), bet = { choice: form.get(uid + "o"), reason: form.get("reason").trim() };
    store.set(kept, JSON.stringify(bet));
    showVerdict(bet);
    go(spec.bet.reveal);
    find("verdict").focus({ preventScroll: true });
  });
  on(root, "click", ({ target }) => {
    const is = (name) => target.closest(`[data-${name}]`);
    if (is("skip")) { lock(false); root.querySelector("[data-range], [data-choice]").focus(); }
    if (is("show")) go(spec.bet.reveal);
    if (is("again")) { store.drop(kept); askBet(); go(starts()); }
    if (is("reset")) go(starts());
    if (is("link")) copyLink();
  });

  const copyLink = () => {
    const link = location.href.split("#")[0] + hashOf(spec.id, Object.fromEntries(spec.controls.map((c) => [c.name, state.values[c.name]])));
    history.replaceState(null, "", link);
    const tell = (text) => { state.message = text; find("message").textContent = text; };
    const byHand = () => tell("The link to this state is in the address bar.");
    if (navigator.clipboard) navigator.clipboard.writeText(link).then(() => tell("The link to this state is copied."), byHand);
    else byHand();
  };

  // Controls. JupyterLab would take the arrow keys of a slider for itself.
  on(root, "keydown", (event) => event.stopPropagation());
  on(root, "input", ({ target }) => {
    const { range, choice } = target.dataset;
    if (range) go({ [range]: spec.controls.find((c) => c.name === range).stops[target.value] });
    if (choice) go({ [choice]: target.value });
  });
  const typed = (target) => {
    const c = spec.controls.find((control) => control.name === target.dataset.number), low = c.stops[0], high = last(c.stops);
    if (target.value === "" || !isFinite(target.value)) return go({}, `${c.label}: give a number from ${low} to ${high}.`);
    const asked = Number(target.value), value = Math.max(low, Math.min(high, asked));
    return go({ [c.name]: value }, asked === value ? "" : `${c.label} ${asked} is outside the table: give ${low} to ${high}.`);
  };
  on(root, "change", ({ target }) => { if (target.dataset.number) typed(target); });
  on(root, "keydown", (event) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key], c = spec.controls.find((control) => control.name === event.target.dataset.number);
    if (!step || !c) return;
    event.preventDefault();
    go({ [c.name]: c.stops[Math.max(0, Math.min(c.stops.length - 1, nearest(c.stops, state.values[c.name]) + step))] });
  });
  on(find("numbers"), "toggle", () => { if (find("numbers").open) paintNumbers(frameNow()); });

  // Links to a state, and Python's answers.
  const follow = () => {
    const link = readHash(location.hash, spec.id, spec.controls);
    if (!link) return;
    if (!link.problem && !readBet()) lock(false);
    go(link.problem ? starts() : link.values,
      link.problem ? `The link does not fit this page (${link.problem}): the start is shown.` : "");
    section.scrollIntoView();
  };
  const listen = (event, work) => { const handler = guard(work); model.on(event, handler); clean.push(() => model.off(event, handler)); };
  const same = (a, b) => spec.controls.every((c) => a[c.name] === b[c.name]);
  listen("msg:custom", ({ values, exact, error }) => {
    if (!same(values, state.values)) return;         // the reader has moved on
    if (error) throw new Error(error);
    state.exact = { ...exact, ...values };
    paint();
  });
  listen("change:values", () => {
    const values = model.get("values");
    if (!same(values, state.values)) { state.values = { ...values }; state.exact = null; paint(); }
  });

  const bet = readBet();
  if (bet) showVerdict(bet); else askBet();
  on(window, "hashchange", follow);
  paint();
  follow();
  const watch = new ResizeObserver(guard(() => {
    const before = widths;
    widths = measure();
    views.forEach((_, i) => { if (widths[i] !== before[i]) paintView(i, frameNow()); });
  }));
  figures.forEach((figure) => watch.observe(figure));
  model.send?.({ want: "exact" });
  return () => { watch.disconnect(); clean.forEach((undo) => undo()); };
}

function showError(root, error) {
  const place = root.querySelector(".xp-error") ?? root.appendChild(document.createElement("p"));
  place.className = "xp-error";
  place.setAttribute("role", "alert");
  place.textContent = "This explorable has stopped: " + error.message;
}

export default { render };
