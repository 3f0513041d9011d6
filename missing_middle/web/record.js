// What a reader has done, added up: pages read to the end, bets made, questions solved, tests taken.
import { recordWords } from "./catalogue/record.js";
import { named } from "./store.js";

const COURSE = "missing middle";

/** A row a page: whether it was read, and how many of its bets were made and of its questions solved. */
export const rows = (course, record) =>
  course.map(({ page, title, bets, questions }) => ({
    page,
    title,
    read: named.read(page) in record,
    bets: [bets.filter((id) => named.bet(id) in record).length, bets.length],
    solved: [questions.filter((id) => named.solved(id) in record).length, questions.length],
  }));

export function summary(all) {
  const sum = (name) => recordWords.of(...all.reduce(([a, b], row) => [a + row[name][0], b + row[name][1]], [0, 0]));
  return recordWords.sum(all.filter((row) => row.read).length, all.length, sum("bets"), sum("solved"));
}

/** The record as a file, and back: a saved file as a record, or what is wrong with it in words. */
export const fileOf = (record) => JSON.stringify({ course: COURSE, record }, null, 1);

export function readFile(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return { problem: recordWords.noJson };
  }
  const record = found?.course === COURSE ? found.record : null;
  const isRecord = record && typeof record === "object" && Object.values(record).every((v) => typeof v === "string");
  return isRecord ? { record } : { problem: recordWords.otherFile };
}

export function saveFile(name, record) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([fileOf(record)], { type: "application/json" }));
  link.download = name;
  link.click();
}

const count = (list) => list.filter(Boolean).length;

/** The numbers of the items that are still open in a test. */
export const open = (items, record) => items.flatMap(({ id }, i) => (named.test(id) in record ? [] : [i + 1]));

/** For each item whether the answer of a test was right; nothing if the test was not finished. */
export const marks = (test, rights, record) =>
  named.test(test) in record
    ? Object.entries(rights).map(([name, letter]) => record[named.test(`${test}-${name}`)] === letter)
    : null;

/** Hake's normalized gain: the share of what was still open that was gained. It has no value if nothing was open. */
export const gain = (before, after, all) => (before === all ? null : (after - before) / (all - before));

/** The result of a test in a sentence; `before` are the marks of the test before the course, if it was finished. */
export function result(before, after) {
  const all = after.length, now = count(after), had = recordWords.had(now, all);
  if (!before) return recordWords.noFirst(had);
  const first = count(before), gained = gain(first, now, all);
  if (gained === null) return recordWords.nothingOpen(had, all);
  return recordWords.gain(had, first, now, all, gained.toFixed(2).replace("-", "\u2212"));
}
