// What a page says of tables that a reader fills in, and of answers in words.

export const tableWords = {
  entry: (row, column) => `${column}, ${row}`,
  choose: "choose",
  untouched: "Not attempted yet: fill in the table, then press Check.",
  empty: (row, column) => `the entry for ${row} in '${column}' is empty.`,
  misfit: (row, column, why) => `the entry for ${row} in '${column}' does not fit: ${why}`,
  oneOf: (words) => `expected ${words.map((word) => `'${word}'`).join(", ")}.`,
  near: (right, all) => `${right} of ${all} entries are right.`,
  mark: { right: "right", wrong: "not right", bad: "does not fit", empty: "empty" },
  pasted: (count) => count === 1 ? "One entry was filled in." : `${count} entries were filled in.`,
  outside: (count) =>
    count === 1 ? "One more did not fit into the table." : `${count} more did not fit into the table.`,
  unknown: (text) => `'${text}' is none of the words to choose from.`,
  words: (count, least, most) => `${count} words; ${least} to ${most} are asked for.`,
  writeFirst: "Write your answer first; then the rubric is shown beside it.",
  rubric: "Tick what your own text does. Nobody grades it here; a person reads it once you hand it in.",
  model: "An answer that is good enough",
  reading: "How it is read",
};
