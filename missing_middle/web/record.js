// What a reader has done, added up: pages read to the end, bets made, questions solved, tests taken.
import { recordWords } from "./catalogue/record.js";
import { named } from "./store.js";

const COURSE = "missing middle";

/** A row a page: whether it was read, how many of its bets were made, questions solved, texts compared. */
export const rows = (course, record) =>
  course.map(({ page, title, core, bets, questions, texts }) => ({
    page,
    title,
    core,
    read: named.read(page) in record,
    bets: [bets.filter((id) => named.bet(id) in record).length, bets.length],
    solved: [questions.filter((id) => named.solved(id) in record).length, questions.length],
    texts: [texts.filter((id) => named.compared(id) in record).length, texts.length],
  }));

/** Where to go on: the first page of the core path that was not read, or else of all. */
export const next = (all) => all.find((row) => row.core && !row.read) ?? all.find((row) => !row.read) ?? null;

/** What was done, in a sentence; a bet that stands in a chapter and in its notebook is one. */
export function summary(course, record) {
  const read = course.filter(({ page }) => named.read(page) in record).length;
  const sum = (list, nameOf) => {
    const ids = [...new Set(course.flatMap((page) => page[list]))];
    return recordWords.of(ids.filter((id) => nameOf(id) in record).length, ids.length);
  };
  const bets = sum("bets", named.bet), solved = sum("questions", named.solved), texts = sum("texts", named.compared);
  return recordWords.sum(read, course.length, bets, solved, texts);
}

/** The record as a file, with what else is known of it; and back: what a saved file holds, or what is wrong with it. */
export const fileOf = (record, more = {}) => JSON.stringify({ course: COURSE, ...more, record }, null, 1);

const holds = (record, fits) =>
  !!record && typeof record === "object" && !Array.isArray(record) && Object.values(record).every(fits);

/** Whether something is kept under such a name. */
const isName = (name) => Object.values(named).some((full) => name.startsWith(full("")));

export function readFile(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return { problem: recordWords.noJson };
  }
  const { course, record, times = {} } = found ?? {};
  if (course !== COURSE || !holds(record, (v) => typeof v === "string")) return { problem: recordWords.otherFile };
  if (!holds(times, Number.isFinite) || !Object.keys(record).every(isName)) return { problem: recordWords.damaged };
  return { record, times };
}

/** What a saved file has that is not kept here, or was kept here earlier: name, text, time. */
export const news = (file, record, times) =>
  Object.entries(file.record).map(([name, text]) => [name, text, file.times[name] ?? 0])
    .filter(([name, text, time]) => record[name] !== text && (!(name in record) || time > (times[name] ?? 0)));

export function saveFile(name, record, more = {}) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([fileOf(record, more)], { type: "application/json" }));
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

/** What there is to say of both tests, given the right letters of each by item: nothing, if none was finished. */
export function tests(rights, record) {
  const [before, after] = ["pre-test", "post-test"].map((test) => rights[test] && marks(test, rights[test], record));
  if (after) return recordWords.tests(result(before, after));
  return before ? recordWords.tests(recordWords.hadBefore(count(before), before.length)) : "";
}

/** The result of a test in a sentence; `before` are the marks of the test before the course, if it was finished. */
export function result(before, after) {
  const all = after.length, now = count(after), had = recordWords.had(now, all);
  if (!before) return recordWords.noFirst(had);
  const first = count(before), gained = gain(first, now, all);
  if (gained === null) return recordWords.nothingOpen(had, all);
  return recordWords.gain(had, first, now, all, gained.toFixed(2).replace("-", "\u2212"));
}
