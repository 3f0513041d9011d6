// The controls of an explorable: sliders with a field beside them, and choices.
import { widgetWords } from "./catalogue/widgets.js";
import { nearest } from "./frames.js";
import { numberOf } from "./reading.js";
import { escape, last, number } from "./words.js";

const LONG = 24, LONG_ALONE = 40; // letters of an option from which on a choice gets a row of its own

const note = (control, id) => (control.note ? `<small id="${id}n">${escape(control.note)}</small>` : "");

const described = (control, id) => (control.note ? ` aria-describedby="${id}n"` : "");

function sliderHtml(control, id) {
  const { name, stops, unit } = control, symbol = control.symbol ? `\u00a0<i>${control.symbol}</i>` : "";
  return `<div class="xp-control"><label for="${id}">${
    escape(control.label)
  }${symbol}</label><input type="range" id="${id}" min="0" max="${stops.length - 1}" step="1" data-range="${name}"${
    described(control, id)
  }><span class="xp-field"><input type="text" inputmode="decimal" autocomplete="off" data-number="${name}" aria-label="${
    escape(widgetWords.typed(control.label))
  }"${unit ? ` aria-describedby="${id}u"` : ""}>${unit ? `<span id="${id}u">${escape(unit)}</span>` : ""}</span>${
    note(control, id)
  }</div>`;
}

function choiceHtml(control, id, long) {
  const wide = control.words.some((word) => word.length > long) ? " xp-wide" : "";
  const options = control.stops.map((stop, i) =>
    `<option value="${escape(stop)}">${escape(control.words[i])}</option>`
  );
  return `<div class="xp-control${wide}"><label for="${id}">${escape(control.label)}</label>
    <select id="${id}" data-choice="${control.name}"${described(control, id)}>${options.join("")}</select>${
    note(control, id)
  }</div>`;
}

export const controlsHtml = (controls, uid) =>
  controls.map((control, i) =>
    control.words
      ? choiceHtml(control, uid + "c" + i, controls.length > 2 ? LONG : LONG_ALONE)
      : sliderHtml(control, uid + "c" + i)
  ).join("");

/** Put the controls where the state is. */
export function paintControls(root, controls, shown) {
  for (const control of controls) {
    const { name, stops, unit, digits } = control, value = shown[name];
    if (control.words) {
      root.querySelector(`[data-choice="${name}"]`).value = value;
      continue;
    }
    const range = root.querySelector(`[data-range="${name}"]`), at = nearest(stops, value);
    range.value = at;
    range.setAttribute("aria-valuetext", number(value, digits) + (unit ? " " + unit : ""));
    range.style.setProperty("--at", at / (stops.length - 1));
    root.querySelector(`[data-number="${name}"]`).value = value === stops[at] ? value.toFixed(digits) : value;
  }
}

/** What a typed number asks for: a value of the control, if any, and what there is to say about it. */
export function asked(control, text) {
  const { label, stops, whole, digits } = control, low = stops[0], high = last(stops), typed = numberOf(text);
  if (typed === null) return { message: widgetWords.noNumber(label, low, high) };
  const value = Math.max(low, Math.min(high, typed));
  if (value !== typed) return { value, message: widgetWords.outside(label, typed, low, high) };
  const stop = stops[nearest(stops, value)];
  if (whole && stop !== value) return { value: stop, message: widgetWords.between(label, typed, number(stop, digits)) };
  return { value, message: "" };
}

/** Calls `go(values, message)` when the reader moves a control. */
export function listenToControls({ on }, root, controls, valuesNow, go) {
  const named = (name) => controls.find((control) => control.name === name);
  on(root, "input", ({ target }) => {
    const { range, choice } = target.dataset;
    if (range) go({ [range]: named(range).stops[target.value] });
    if (choice) go({ [choice]: target.value });
  });
  on(root, "change", ({ target }) => {
    const control = named(target.dataset.number);
    if (!control) return;
    const { value, message } = asked(control, target.value);
    go(value === undefined ? {} : { [control.name]: value }, message);
  });
  on(root, "keydown", (event) => {
    event.stopPropagation(); // JupyterLab has its own use for keys
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key], control = named(event.target.dataset.number);
    if (!step || !control) return;
    event.preventDefault();
    const { name, stops } = control, at = nearest(stops, valuesNow()[name]);
    go({ [name]: stops[at + step] ?? stops[at] });
  });
}
