// A link to a state of an explorable: #id?name=value&name=value
import { widgetWords } from "./catalogue/widgets.js";
import { last } from "./words.js";

export const hashOf = (id, values) =>
  "#" + id + "?" + Object.entries(values).map(([name, value]) => name + "=" + encodeURIComponent(value)).join("&");

/** Values for every control, or what is wrong with what a link says. */
export function readState(said, controls) {
  const values = {};
  for (const pair of said.split("&")) {
    const [name, text = ""] = pair.split("=");
    const control = controls.find((c) => c.name === name);
    const value = control && (control.words ? text : Number(text));
    const fits = control && text !== "" &&
      (control.words || control.whole
        ? control.stops.includes(value)
        : value >= control.stops[0] && value <= last(control.stops));
    if (!fits || name in values) return { problem: pair };
    values[name] = value;
  }
  const missing = controls.find((c) => !(c.name in values));
  return missing ? { problem: widgetWords.missing(missing.name) } : { values };
}
