// The table laboratory: a reader changes a printed table and watches what must hold in it.
import { betHtml, layBet } from "./bet.js";
import { tableWords } from "./catalogue/laboratory.js";
import { afterMove, begin, gapWords, read, reply, results, summary, tally } from "./identities.js";
import { headingIn } from "./heading.js";
import { listening } from "./listening.js";
import { escape } from "./words.js";

const frameHtml = (spec, uid, heading) =>
  `<section class="xp xp-lab" id="${uid}" data-explorable="${spec.id}" aria-labelledby="${uid}q">
  <${heading} class="xp-question" id="${uid}q">${escape(spec.question)}</${heading}>
  ${betHtml(uid)}
  <div class="xp-lab-body" data-body>
    <div class="xp-control"><label for="${uid}p">${tableWords.puzzle}</label>
      <select id="${uid}p" data-puzzle>${
    spec.puzzles.map((p, i) => `<option value="${i}">${i + 1}. ${escape(p.level)}</option>`).join("")
  }</select></div>
    <p class="xp-lab-story" data-story></p>
    <div class="xp-scroll" tabindex="0" role="group" aria-label="${tableWords.theTable}"><table data-table></table></div>
    <form class="xp-lab-form" data-form></form>
    <p class="xp-sentence" data-says aria-live="polite"></p>
    <div class="xp-lab-checks"><b>${tableWords.mustHold}</b><ul data-checks></ul></div>
  </div></section>`;

const heading = (puzzle, column) => puzzle.columns.find(([name]) => name === column)[1];

const rowName = (puzzle, state, line) => puzzle.labels[state.labels[line.key]] ?? line.label;

function cellHtml(puzzle, state, line, { column, text, fixed }, failing) {
  const key = line.key + "|" + column, own = state.values[key], shown = own === undefined ? text : String(own);
  if (fixed) return `<td>${escape(shown)}</td>`;
  const name = tableWords.cell(rowName(puzzle, state, line), heading(puzzle, column), shown || tableWords.empty) +
    (own === undefined ? "" : tableWords.changed) + (failing ? tableWords.inFailing : "");
  return `<td><button type="button" data-cell="${escape(key)}" aria-pressed="${state.cell === key}"${
    own === undefined ? "" : ' class="xp-own"'
  } aria-label="${escape(name)}">${failing ? '<i aria-hidden="true">\u2717</i>' : ""}${
    escape(shown) || "\u00a0"
  }</button></td>`;
}

function labelHtml(puzzle, state, line) {
  const row = state.labels[line.key], own = row !== line.row, text = puzzle.labels[row] ?? "";
  return `<th scope="row"${own ? ' class="xp-own"' : ""}>${
    escape(text || (own ? tableWords.headingOnly : line.label))
  }</th>`;
}

function tableHtml(puzzle, state, failing) {
  const rows = puzzle.lines.map((line) =>
    `<tr>${labelHtml(puzzle, state, line)}${
      line.cells.map((cell) => cellHtml(puzzle, state, line, cell, failing.has(line.key + "|" + cell.column))).join("")
    }</tr>`
  );
  const heads = puzzle.columns.map(([, words]) => `<th scope="col">${escape(words)}</th>`);
  return `<caption><span>${escape(puzzle.caption)}</span></caption><thead><tr><td></td>${heads.join("")}</tr></thead>
    <tbody>${rows.join("")}</tbody>`;
}

function typedHtml(puzzle, state, uid) {
  const line = puzzle.lines.find((one) => state.cell.startsWith(one.key + "|"));
  const cell = line?.cells.find((one) => state.cell === line.key + "|" + one.column);
  if (!cell) return `<p class="xp-quiet">${tableWords.mark}</p>`;
  const words = tableWords.instead(rowName(puzzle, state, line), heading(puzzle, cell.column), cell.text);
  return `<div class="xp-lab-row"><label for="${uid}v">${escape(words)}</label>
    <input id="${uid}v" type="text" inputmode="decimal" data-value autocomplete="off" value="${
    escape(state.values[state.cell] ?? "")
  }"><button>${tableWords.tryIt}</button></div>`;
}

function movesHtml(puzzle, state, uid) {
  if (!puzzle.moves.length) return "";
  const options = puzzle.moves.map((move) =>
    `<option value="${move.id}"${move.id === state.move ? " selected" : ""}>${escape(move.words)}</option>`
  );
  return `<div class="xp-lab-row"><label for="${uid}m">${tableWords.move}</label><select id="${uid}m" data-move>
    <option value="">${tableWords.noMove}</option>${options.join("")}</select></div>`;
}

function formHtml(puzzle, state, uid) {
  const button = (name, words, more = "") =>
    `<button type="button" class="xp-plain" data-${name}${more}>${words}</button>`;
  const outside = puzzle.identities.some((one) => one.outside)
    ? button("outside", state.outside ? tableWords.putAway : tableWords.bringIn, ` aria-pressed="${state.outside}"`)
    : "";
  return typedHtml(puzzle, state, uid) + movesHtml(puzzle, state, uid) +
    `<div class="xp-tools">${outside}${button("unknown", tableWords.unknown)}${
      button("anew", tableWords.startAgain)
    }</div>`;
}

function checkHtml(found, marked) {
  const bears = marked && found.cells.includes(marked), { ok } = found;
  const [look, sign] = ok === null ? ["open", "?"] : ok ? ["holds", "\u2713"] : ["fails", "\u2717"];
  return `<li class="xp-${look}${bears ? " xp-bears" : ""}"><span aria-hidden="true">${sign}</span>
    <span>${escape(found.words)}</span> <b>${gapWords(found)}</b>${
    bears ? ` <small>${tableWords.bears}</small>` : ""
  }</li>`;
}

let count = 0;

class Laboratory {
  constructor({ model, el }) {
    this.spec = model.get("spec");
    this.uid = `xp-${this.spec.id}-${++count}`;
    this.el = el;
    this.root = el.appendChild(document.createElement("div"));
    this.page = listening(this.root);
    this.find = (name) => this.root.querySelector(`[data-${name}]`);
    this.take(0);
  }

  /** Begin with a puzzle. */
  take(number) {
    this.puzzle = this.spec.puzzles[number];
    this.state = begin(this.puzzle);
    this.says = "";
  }

  open() {
    this.root.innerHTML = frameHtml(this.spec, this.uid, headingIn(this.el));
    this.layBet();
    this.listen();
    this.paint();
    return () => this.page.stop();
  }

  layBet() {
    layBet(this.page, {
      root: this.root,
      uid: this.uid,
      id: this.spec.id,
      bet: this.spec.bet,
      words: escape,
      lock: (locked) => {
        this.locked = locked;
        this.shut();
      },
      begin: () => this.find("puzzle").focus({ preventScroll: true }),
    });
  }

  /** Where a cell of the table stands among the terms of the identities, under the labels of the moment. */
  nameOf(key) {
    const [line, column] = key.split("|");
    return this.state.labels[line] + "|" + column;
  }

  paint() {
    const { puzzle, state, find, uid } = this, found = results(puzzle, state);
    const bad = new Set(found.filter((one) => one.ok === false && one.equation).flatMap((one) => one.cells));
    const keys = puzzle.lines.flatMap((line) => line.cells.map((cell) => line.key + "|" + cell.column));
    find("story").textContent = puzzle.story;
    find("table").innerHTML = tableHtml(puzzle, state, new Set(keys.filter((key) => bad.has(this.nameOf(key)))));
    find("form").innerHTML = formHtml(puzzle, state, uid);
    find("checks").innerHTML = found.map((one) => checkHtml(one, state.cell && this.nameOf(state.cell))).join("");
    find("says").textContent = this.says;
    this.shut();
  }

  answer() {
    const { puzzle, state } = this, start = { ...begin(puzzle), outside: state.outside };
    const change = summary(tally(results(puzzle, start), results(puzzle, state)));
    this.says = [change, reply(puzzle, state)?.says].filter(Boolean).join(" ");
  }

  /** Before the bet the table can be read, and nothing can be pressed. */
  shut() {
    this.find("body").querySelectorAll("button, select, input").forEach((control) => {
      control.disabled = this.locked;
    });
  }

  show(where) {
    this.paint();
    this.root.querySelector(where)?.focus({ preventScroll: true });
  }

  listen() {
    const { page, root } = this;
    page.on(root, "click", ({ target }) => this.press(target));
    page.on(this.find("form"), "submit", (event) => {
      event.preventDefault();
      this.repair();
    });
    page.on(root, "change", ({ target }) => this.change(target));
    page.on(root, "keydown", (event) => event.stopPropagation()); // JupyterLab has its own use for keys
  }

  press(target) {
    const at = (name) => target.closest(`[data-${name}]`), cell = at("cell")?.dataset.cell;
    if (cell) {
      this.state = { ...this.state, cell };
      this.show("[data-value]");
    }
    if (at("outside")) {
      this.state = { ...this.state, outside: !this.state.outside };
      this.answer();
      this.show("[data-outside]");
    }
    if (at("unknown")) {
      const { unknown, unknownOutside } = this.puzzle;
      this.says = this.state.outside && unknownOutside ? unknownOutside : unknown;
      this.show("[data-unknown]");
    }
    if (at("anew")) {
      this.state = begin(this.puzzle);
      this.says = "";
      this.show("[data-anew]");
    }
  }

  repair() {
    const value = read(this.find("value")?.value ?? "");
    if (value === null) {
      this.says = tableWords.aboveZero;
    } else {
      this.state = { ...this.state, values: { ...this.state.values, [this.state.cell]: value } };
      this.answer();
    }
    this.show("[data-value]");
  }

  change(target) {
    if (target.matches("[data-puzzle]")) {
      this.take(target.value);
      this.paint();
    }
    if (target.matches("[data-move]")) {
      this.state = afterMove(this.puzzle, this.state, target.value);
      this.answer();
      this.show("[data-move]");
    }
  }
}

export const widget = () => ({
  render: (given) => {
    const laboratory = new Laboratory(given);
    return laboratory.page.guard(() => laboratory.open())();
  },
});
