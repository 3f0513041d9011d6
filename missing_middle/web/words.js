// Numbers and sentences, by the same rules as explorables/engine/words.py: a test compares the two.

/** Thin spaces between thousands, from ten thousand on. */
const grouped = (whole) => (whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u202f") : whole);

/** A decimal numeral as it is printed: thin spaces and a real minus sign. */
export function printed(numeral) {
  const [, minus, whole, part = ""] = /^(-?)(\d+)(\.\d+)?$/.exec(numeral);
  return (minus && "\u2212") + grouped(whole) + part;
}

/** The value with so many decimals; halves go away from zero, and what rounds to zero has no sign. */
export function number(value, digits) {
  if (value === null || value === undefined || !isFinite(value)) return "none";
  const numeral = value.toFixed(digits);
  return printed(/[1-9]/.test(numeral) ? numeral : numeral.replace("-", ""));
}

/** As many decimals as a number needs, at least so many and at most six. */
export function decimals(value, least) {
  let digits = least;
  while (digits < 6 && Math.abs(value * 10 ** digits - Math.round(value * 10 ** digits)) > 1e-6) digits++;
  return digits;
}

/** The template, or the one for the frame's case, with {name} replaced by the frame's values. */
export function fill(template, frame, digits) {
  const text = typeof template === "string" ? template : template[frame.case];
  return text.replace(
    /\{(\w+)\}/g,
    (_, name) => (name in digits ? number(frame[name], digits[name]) : String(frame[name])),
  );
}

/** A line never starts with a percent sign. */
export const tie = (text) => text.replace(/ %/g, "\u00a0%");

/** Fills templates with a frame; what a reader typed is printed with all the decimals it was typed with. */
export function wordsOf({ digits, controls }, frame) {
  const typed = controls.filter((c) => !c.words).map((c) => [c.name, decimals(frame[c.name], c.digits)]);
  const all = { ...digits, ...Object.fromEntries(typed) };
  return (text) => tie(fill(text, frame, all));
}

const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => ENTITIES[sign]);

export const last = (list) => list[list.length - 1];
