// What was copied from a spreadsheet, laid into a table from a chosen cell on.

/** Rows of entries; a spreadsheet puts tabs between entries and ends the last row too. */
export const blockOf = (text) => text.replace(/[\r\n]+$/, "").split(/\r\n|\r|\n/).map((row) => row.split("\t"));

/** Whether a text is more than one entry. */
export const isBlock = (text) => /[\t\r\n]/.test(text.replace(/[\r\n]+$/, ""));

/** The entries that fit, as [row, column, text], and how many do not. Empty ones change nothing. */
export function laid(block, top, left, rows, columns) {
  const entries = block.flatMap((row, i) => row.map((text, j) => [top + i, left + j, text.trim()]))
    .filter(([, , text]) => text);
  const inside = entries.filter(([i, j]) => i < rows && j < columns);
  return { inside, outside: entries.length - inside.length };
}
