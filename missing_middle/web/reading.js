// Numbers as people type them: minus signs, thin spaces, decimal commas, digits of other scripts, a sign for per cent.

const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10]; // Arabic, Persian, Devanagari, Bengali, Thai, full width

const ownDigits = (text) =>
  text.replace(/\p{Nd}/gu, (sign) => {
    const code = sign.codePointAt(0), zero = ZEROS.find((first) => code >= first && code < first + 10);
    return zero === undefined ? sign : String(code - zero);
  }).replace(/[\u066b\uff0e]/g, ".").replace(/[\u066c\uff0c]/g, ",");

/** The text as JavaScript writes numbers; null if it is not a number. */
export function numeral(typed) {
  const text = ownDigits(typed.trim()).replace(/[\u2212\u2013\uff0d]/g, "-").replace(
    /(\d)[\s\u202f\u00a0'\u2019](?=\d{3}(?!\d))/g,
    "$1",
  );
  const plain = /^[+-]?\d{1,3}(,\d{3})+\.\d*$|^[+-]?\d{1,3}(,\d{3}){2,}$/.test(text)
    ? text.replace(/,/g, "")
    : /^[+-]?\d{1,3}(\.\d{3})+,\d*$/.test(text)
    ? text.replace(/\./g, "").replace(",", ".")
    : text.replace(",", ".");
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(plain) ? plain : null;
}

/** The number that was typed, or null. In a table of large numbers a comma before three digits is a thin space. */
export function numberOf(typed, large = false) {
  const text = numeral(large ? typed.replace(/(\d),(?=\d{3}(\D|$))/g, "$1") : typed), value = Number(text);
  return text === null || !isFinite(value) ? null : value;
}
