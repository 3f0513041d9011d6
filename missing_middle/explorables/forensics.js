// The table laboratory: a reader changes a printed table and watches its identities.
// What must hold comes from Python as numbers (accounting.Form); this file only evaluates, and puts the result on the page.

// One form: low <= constant + sum of weight * f(x) <= high, where f is the identity or the logarithm --------------------

// Neumaier's sum: as good as Python's fsum for a dozen numbers of like size.
export function add(numbers) {
  let sum = 0, rest = 0;
  for (const x of numbers) {
    const next = sum + x;
    rest += Math.abs(sum) >= Math.abs(x) ? sum - next + x : x - next + sum;
    sum = next;
  }
  return sum + rest;
}

// ok is true, false, or null where a cell is empty. The gap of an equation is its value, that of a band the distance to it.
export function judge({ terms, low, high, log, constant }, values) {
  const numbers = terms.map(([cell]) => values[cell]);
  if (numbers.some((x) => x === null || x === undefined)) return { ok: null, gap: null };
  if (log && numbers.some((x) => x <= 0)) return { ok: false, gap: Infinity };
  const value = add([constant, ...terms.map(([, weight], i) => weight * (log ? Math.log(numbers[i]) : numbers[i]))]);
  const equation = !log && low !== null && high !== null && low === -high;
  const inside = Math.min(Math.max(value, low ?? -Infinity), high ?? Infinity);
  const noise = 1e-12 * (log ? 1 : Math.max(1, ...numbers.map(Math.abs)));
  const gap = equation ? value : value - inside;
  return { ok: Math.abs(gap) <= (equation ? high : 0) + noise, gap };
}

// An identity fails with its worst form, and is untested as long as a form is.
export function check(identity, values) {
  const all = identity.forms.map((form) => judge(form, values)), known = all.filter(({ ok }) => ok !== null);
  if (!known.length) return { ok: null, gap: null };
  const worst = known.reduce((a, b) => (b.ok === a.ok ? Math.abs(b.gap) > Math.abs(a.gap) : a.ok) ? b : a);
  return { ok: worst.ok === false ? false : known.length < all.length ? null : true, gap: worst.gap };
}

// What a reader types: 91264.36, 91,264.36 or 91 264.36; null if it is no number above zero.
export function read(text) {
  const plain = text.trim().replace(/[\s\u202f,](?=\d{3}(\D|$))/g, "");
  return /^\d+(\.\d+)?$/.test(plain) && Number(plain) > 0 ? Number(plain) : null;
}

// The value of every cell under the labels that its line now has: line keys are fixed, the words beside them may move.
export function placed(puzzle, state) {
  const values = { ...puzzle.known };
  for (const line of puzzle.lines) {
    const row = state.labels[line.key];
    if (row) for (const cell of line.cells) values[row + "|" + cell.column] = state.values[line.key + "|" + cell.column] ?? cell.value;
  }
  return values;
}

export function results(puzzle, state) {
  const values = placed(puzzle, state);
  return puzzle.identities.filter((one) => !one.outside || state.outside)
    .map((one) => ({ ...one, ...(state.left.includes(one.id) ? { ok: null, gap: null, left: true } : check(one, values)) }));
}

export const begin = (puzzle) => ({
  values: {}, labels: Object.fromEntries(puzzle.lines.map((line) => [line.key, line.row])), left: [], move: "", outside: false, cell: "" });

// The state after one of the moves that a puzzle offers: labels that change places, or comparisons that are given up.
export function moved(puzzle, state, id) {
  const move = puzzle.moves.find((one) => one.id === id) ?? { labels: {}, left: [] };
  const start = begin(puzzle);
  return { ...state, values: {}, labels: { ...start.labels, ...move.labels }, left: move.left, move: id };
}

// What Python has to say on exactly this state, if anything.
export function reply(puzzle, state) {
  const same = (a, b) => Object.keys(a).length === Object.keys(b).length
    && Object.keys(a).every((key) => Math.abs(a[key] - b[key]) < 0.006);
  return puzzle.replies.find((one) => one.move === state.move && same(one.values, state.values)
    && (one.outside === null || one.outside === state.outside)) ?? null;
}

export function tally(before, after) {
  const was = Object.fromEntries(before.map((one) => [one.id, one.ok]));
  return {
    settled: after.filter((one) => one.ok === true && was[one.id] === false).length,
    broken: after.filter((one) => one.ok === false && was[one.id] === true).length,
    failing: after.filter((one) => one.ok === false).length,
  };
}

const several = (n, one, many) => `${["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"][n] ?? n} ${n === 1 ? one : many}`;

export function summary({ settled, broken, failing }) {
  if (!failing) return "Nothing fails any more. That is necessary; is it enough?";
  const change = settled || broken ? `${several(settled, "check is", "checks are")} settled and ${several(broken, "is", "are")} newly broken; ` : "";
  const text = `${change}${several(failing, "check fails", "checks fail")}.`;
  return text[0].toUpperCase() + text.slice(1);
}

export function gapWords({ ok, gap, unit, equation, left }) {
  if (left) return "not compared";
  if (ok === null) return "cannot be tested";
  if (ok) return "holds";
  if (!equation) return "fails";
  const size = Math.abs(gap), text = size >= 1000 ? size.toFixed(Number.isInteger(size) ? 0 : 2) : String(Number(size.toPrecision(6)));
  const [whole, part] = text.split(".");
  return `off by ${whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole}${part ? "." + part : ""}`;
}

// The page -----------------------------------------------------------------------------------------------------------------

const safe = (text) => String(text).replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);

const frameHtml = (spec, uid) => `<section class="xp xp-lab" id="${uid}" aria-labelledby="${uid}q">
  <p class="xp-question" id="${uid}q">${safe(spec.question)}</p>
  <div data-bet></div>
  <div class="xp-lab-body" data-body>
    <div class="xp-control"><label for="${uid}p">Puzzle</label>
      <select id="${uid}p" data-puzzle>${spec.puzzles.map((p, i) => `<option value="${i}">${i + 1}. ${safe(p.level)}</option>`).join("")}</select></div>
    <p class="xp-lab-story" data-story></p>
    <div class="xp-scroll" tabindex="0" role="group" aria-label="The table"><table data-table></table></div>
    <form class="xp-lab-form" data-form></form>
    <p class="xp-sentence" data-says aria-live="polite"></p>
    <div class="xp-lab-checks"><b>What must hold</b><ul data-checks></ul></div>
  </div></section>`;

const betHtml = (bet, uid) => `<form class="xp-bet"><fieldset><legend><b>Bet</b> ${safe(bet.question)}</legend>${bet.options.map((o, i) =>
  `<label class="xp-option"><input type="radio" name="${uid}b" value="${i}" required><span>${safe(o.text)}</span></label>`).join("")}
  <label class="xp-reason"><span>Because</span><input type="text" name="reason" required maxlength="300" placeholder="one sentence" autocomplete="off"></label>
  <div class="xp-tools"><button>Place the bet</button><button type="button" class="xp-plain" data-skip>Skip</button>
  <small>The tables unlock then. Nothing is sent.</small></div></fieldset></form>`;

const verdictHtml = (bet, mine, reason) => {
  const right = bet.options.find((o) => o.right);
  return `<div class="xp-verdict" tabindex="-1"><p><b class="${mine.right ? "xp-right" : "xp-wrong"}">${mine.right ? "\u2713 Right" : "\u2717 Not so"}</b>
    You bet: <q>${safe(mine.text)}</q>. ${safe(mine.says)}</p>${mine.right ? "" : `<p><b>The answer</b> <q>${safe(right.text)}</q>. ${safe(right.says)}</p>`}
    <p class="xp-quiet">Your reason: <q>${safe(reason)}</q></p></div>`;
};

const heading = (puzzle, column) => puzzle.columns.find(([name]) => name === column)[1];

function tableHtml(puzzle, state, touched) {
  const cell = (line, c) => {
    const key = line.key + "|" + c.column, own = state.values[key];
    const text = own === undefined ? c.text : String(own), row = puzzle.labels[state.labels[line.key]] ?? line.label;
    if (c.fixed) return `<td>${safe(text)}</td>`;
    return `<td><button type="button" data-cell="${safe(key)}" aria-pressed="${state.cell === key}" class="${own === undefined ? "" : "xp-own"}"
      aria-label="${safe(row)}, ${safe(heading(puzzle, c.column))}: ${safe(text || "empty")}${own === undefined ? "" : ", changed"}${touched.has(key) ? ", in a check that fails" : ""}">${
      touched.has(key) ? '<i aria-hidden="true">\u2717</i>' : ""}${safe(text) || "\u00a0"}</button></td>`;
  };
  const label = (line) => {
    const row = state.labels[line.key], own = row !== line.row, text = puzzle.labels[row] ?? "";
    return `<th scope="row"${own ? ' class="xp-own"' : ""}>${safe(text || (own ? "(heading only)" : line.label))}</th>`;
  };
  return `<caption><span>${safe(puzzle.caption)}</span></caption><thead><tr><td></td>${puzzle.columns.map(([, words]) => `<th scope="col">${safe(words)}</th>`).join("")}</tr></thead>
    <tbody>${puzzle.lines.map((line) => `<tr>${label(line)}${line.cells.map((c) => cell(line, c)).join("")}</tr>`).join("")}</tbody>`;
}

function formHtml(puzzle, state, uid) {
  const line = puzzle.lines.find((one) => state.cell.startsWith(one.key + "|")), c = line?.cells.find((one) => state.cell === line.key + "|" + one.column);
  const typed = c ? `<div class="xp-lab-row"><label for="${uid}v">${safe(puzzle.labels[state.labels[line.key]] ?? line.label)}, ${safe(heading(puzzle, c.column))}: instead of ${safe(c.text)}</label>
    <input id="${uid}v" type="text" inputmode="decimal" data-value autocomplete="off" value="${safe(state.values[state.cell] ?? "")}"><button>Try it</button></div>`
    : `<p class="xp-quiet">Mark the number that you believe least.</p>`;
  const moves = puzzle.moves.length ? `<div class="xp-lab-row"><label for="${uid}m">Or leave the numbers and</label><select id="${uid}m" data-move>
    <option value="">change nothing else</option>${puzzle.moves.map((m) => `<option value="${m.id}"${m.id === state.move ? " selected" : ""}>${safe(m.words)}</option>`).join("")}</select></div>` : "";
  const outside = puzzle.identities.some((one) => one.outside) ? `<button type="button" class="xp-plain" data-outside aria-pressed="${state.outside}">${state.outside ? "Put the yearbook away" : "Bring in the yearbook"}</button>` : "";
  return `${typed}${moves}<div class="xp-tools">${outside}<button type="button" class="xp-plain" data-unknown>It cannot be known</button><button type="button" class="xp-plain" data-again>Start again</button></div>`;
}

const checksHtml = (found, marked) => found.map((one) => {
  const bears = marked && one.cells.includes(marked), mark = one.ok === null ? "?" : one.ok ? "\u2713" : "\u2717";
  return `<li class="xp-${one.ok === null ? "open" : one.ok ? "holds" : "fails"}${bears ? " xp-bears" : ""}"><span aria-hidden="true">${mark}</span>
    <span>${safe(one.words)}</span> <b>${gapWords(one)}</b>${bears ? " <small>(this number is in it)</small>" : ""}</li>`;
}).join("");

let count = 0;

function render({ model, el }) {
  const spec = model.get("spec"), uid = `xp-${spec.id}-${++count}`, root = document.createElement("div"), clean = [];
  el.append(root);
  root.innerHTML = frameHtml(spec, uid);
  const find = (name) => root.querySelector(`[data-${name}]`);
  let puzzle = spec.puzzles[0], state = begin(puzzle), says = "";

  // Where a cell of the table stands among the terms of the identities, under the labels of the moment.
  const nameOf = (key) => { const [line, column] = key.split("|"); return state.labels[line] + "|" + column; };
  const paint = () => {
    const found = results(puzzle, state), failing = new Set(found.filter((one) => one.ok === false && one.equation).flatMap((one) => one.cells));
    const touched = new Set(puzzle.lines.flatMap((line) => line.cells.map((c) => line.key + "|" + c.column)).filter((key) => failing.has(nameOf(key))));
    find("story").textContent = puzzle.story;
    find("table").innerHTML = tableHtml(puzzle, state, touched);
    find("form").innerHTML = formHtml(puzzle, state, uid);
    find("checks").innerHTML = checksHtml(found, state.cell && nameOf(state.cell));
    find("says").textContent = says;
  };
  const answer = () => {
    const known = reply(puzzle, state), start = { ...begin(puzzle), outside: state.outside };
    says = [summary(tally(results(puzzle, start), results(puzzle, state))), known?.says].filter(Boolean).join(" ");
  };
  const show = (where) => { paint(); root.querySelector(where)?.focus({ preventScroll: true }); };
  // What goes wrong is shown, and thrown again for the console and the tests.
  const guard = (work) => (event) => {
    try { work(event); } catch (error) {
      const place = root.appendChild(document.createElement("p"));
      place.className = "xp-error";
      place.setAttribute("role", "alert");
      place.textContent = "This laboratory has stopped: " + error.message;
      throw error;
    }
  };
  const on = (event, work) => { const handler = guard(work); root.addEventListener(event, handler); clean.push(() => root.removeEventListener(event, handler)); };
  const lock = (locked) => { find("body").inert = locked; root.firstChild.classList.toggle("xp-locked", locked); };
  const unlock = () => { lock(false); find("puzzle").focus({ preventScroll: true }); };

  on("click", ({ target }) => {
    const at = (name) => target.closest(`[data-${name}]`), cell = at("cell")?.dataset.cell;
    if (cell) { state = { ...state, cell }; show("[data-value]"); }
    if (at("outside")) { state = { ...state, outside: !state.outside }; answer(); show("[data-outside]"); }
    if (at("unknown")) { says = state.outside && puzzle.unknownOutside ? puzzle.unknownOutside : puzzle.unknown; show("[data-unknown]"); }
    if (at("again")) { state = begin(puzzle); says = ""; show("[data-again]"); }
    if (at("skip")) { find("bet").innerHTML = ""; unlock(); }
  });
  on("submit", (event) => {
    event.preventDefault();
    if (event.target.closest("[data-bet]")) {
      const form = new FormData(event.target), mine = spec.bet.options[form.get(uid + "b")];
      find("bet").innerHTML = verdictHtml(spec.bet, mine, form.get("reason").trim());
      lock(false);
      find("bet").firstChild.focus({ preventScroll: true });
      return;
    }
    const value = read(find("value")?.value ?? "");
    if (value === null) { says = "Type a number above zero, such as 91264.36."; paint(); find("value")?.focus(); return; }
    state = { ...state, values: { ...state.values, [state.cell]: value } };
    answer();
    show("[data-value]");
  });
  on("change", ({ target }) => {
    if (target.matches("[data-puzzle]")) { puzzle = spec.puzzles[target.value]; state = begin(puzzle); says = ""; paint(); }
    if (target.matches("[data-move]")) { state = moved(puzzle, state, target.value); answer(); show("[data-move]"); }
  });
  on("keydown", (event) => event.stopPropagation());      // JupyterLab has its own use for keys

  find("bet").innerHTML = betHtml(spec.bet, uid);
  lock(true);
  paint();
  return () => clean.forEach((undo) => undo());
}

export default { render };
