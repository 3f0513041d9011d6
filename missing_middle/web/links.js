// A link to a state of an explorable: #id?name=value&name=value
import { widgetWords } from "./catalogue/widgets.js";
import { last } from "./words.js";

export const hashOf = (id, values) =>
  "#" + id + "?" + Object.entries(values).map(([name, value]) => name + "=" + encodeURIComponent(value)).join("&");

/** Whether an address leads to a state of this explorable, be the state right or wrong. */
export const leadsTo = (address, id) => decoded(address).startsWith("#" + id + "?");

function decoded(address) {
  try {
    return decodeURIComponent(address);
  } catch {
    return address; // half a character: it will not fit
  }
}

/** Null if the link is for something else; else values for every control, or what is wrong with the link. */
export function readHash(address, id, controls) {
  if (!leadsTo(address, id)) return null;
  const values = {};
  for (const pair of decoded(address).slice(id.length + 2).split("&")) {
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
