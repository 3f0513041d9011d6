// What an explorable needs only after a click: its numbers as tables, the link to its state, the state of a link.
import { widgetWords } from "./catalogue/widgets.js";
import { hashOf, readState } from "./states.js";
import { escape, number, wordsOf } from "./words.js";

/** Rows as text; each column has the decimals that its own range deserves. */
export function columns(rows) {
  const digits = rows[0].map((_, j) => {
    const numbers = rows.map((row) => row[j]).filter((v) => typeof v === "number");
    const range = Math.max(...numbers) - Math.min(...numbers);
    return range > 0 && isFinite(range) ? Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(range)))) : 2;
  });
  return rows.map((row) => row.map((v, j) => (typeof v === "string" ? v : number(v, digits[j]))));
}

const scrolling = (name, inside) =>
  `<div class="xp-scroll" tabindex="0" role="group" aria-label="${escape(name)}"><table><caption>${
    escape(name)
  }</caption>` +
  `${inside}</table></div>`;

const heads = (names) => names.map((name) => (name ? `<th scope="col">${escape(name)}</th>` : "<td></td>")).join("");

const cells = (row) => `<tr>${row.map((text) => `<td>${escape(text)}</td>`).join("")}</tr>`;

/** The numbers of a state: what is printed, then each chart whose columns all have a name. */
export function numbersHtml(spec, drawings, frame) {
  const words = wordsOf(spec, frame);
  const printed = spec.readouts.map((r) =>
    `<tr><th scope="row">${escape(r.label)}</th><td>${number(frame[r.name], r.digits)}</td><td>${
      escape(r.unit)
    }</td></tr>`
  );
  const charts = spec.views.flat().map((view) => ({
    title: words(view.title),
    ...drawings[view.kind].table(view, frame),
  }));
  return scrolling(widgetWords.thisState, printed.join("")) +
    charts.filter(({ head }) => !head.includes("")).map(({ title, head, rows }) =>
      scrolling(title, `<thead><tr>${heads(head)}</tr></thead>${columns(rows).map(cells).join("")}`)
    ).join("");
}

/** Put the link to a state into the address bar and the clipboard; `tell` is called with what was done. */
export function copyLink({ id, controls }, values, tell) {
  const shown = Object.fromEntries(controls.map(({ name }) => [name, values[name]]));
  const link = location.href.split("#")[0] + hashOf(id, shown), byHand = () => tell(widgetWords.inAddress);
  history.replaceState(null, "", link);
  if (navigator.clipboard) navigator.clipboard.writeText(link).then(() => tell(widgetWords.copied), byHand);
  else byHand();
}

/** The state that a link leads to. */
export const stateOf = (said, controls) => readState(said, controls);
