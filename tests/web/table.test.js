import { judgeTable } from "../../missing_middle/web/table/judge.js";
import { blockOf, isBlock, laid } from "../../missing_middle/web/table/paste.js";
import { equal } from "./assert.js";

const told = (outcome, value, slack) => ({
  outcome,
  value,
  slack,
  says: outcome + ":",
  misconception: null,
  places: [],
});
const ITEM = {
  label: "firm",
  rows: ["one", "two"],
  columns: [{ name: "share", words: null }, { name: "way", words: ["up", "down"] }],
  not_yet: "Not yet: look again.",
  answers: [
    told("correct", [[0.5, "up"], [0, "down"]], [[0.0025, null], [0.005, null]]),
    told("misconception", [[0.25, "up"], [0, "down"]], [[0.00125, null], [0.005, null]]),
  ],
};
const judged = (...rows) => judgeTable(ITEM, rows);

Deno.test("a table is right if every entry is, in any form in which numbers are typed", () => {
  for (const half of ["0.5", "0,5", ".5", "\u0660\u066b\u0665", "0.5012"]) {
    equal(judged([half, "up"], ["0", "down"]).outcome, "correct");
  }
  equal(judged(["\u22120.5", "up"], ["0", "down"]).outcome, "not yet");
  equal(judged(["0.503", "up"], ["0", "down"]).outcome, "not yet");
  equal(judged(["0.5", " UP "], ["-0.004", "Down"]).outcome, "correct");
});

Deno.test("every entry has a verdict of its own, and the whole one in words", () => {
  const said = judged(["0.5", "down"], ["3", "down"]);
  equal(said.marks, [["right", "wrong"], ["wrong", "right"]]);
  equal(said.says, "Not yet: 2 of 4 entries are right. look again.");
  equal(judged(["0.25", "up"], ["0", "down"]).outcome, "misconception");
});

Deno.test("what is missing or does not fit is named by row and column, and nothing is judged", () => {
  const empty = judged(["0.5", "up"], ["", "down"]);
  equal([empty.outcome, empty.says], ["wrong kind", "Wrong kind of answer: the entry for two in 'share' is empty."]);
  equal(empty.marks, [["", ""], ["empty", ""]]);
  const strange = judged(["half", "up"], ["0", "sideways"]);
  equal(strange.says, "Wrong kind of answer: the entry for one in 'share' does not fit: expected a number, got text.");
  equal(strange.marks, [["bad", ""], ["", "bad"]]);
  equal(judged(["5%", "up"], ["0", "down"]).outcome, "wrong kind");
  equal(judged(["", ""], [" ", ""]).outcome, "not attempted");
});

Deno.test("a block from a spreadsheet is laid in from the chosen cell, and what does not fit is counted", () => {
  const block = blockOf("0.1\tup\r\n0.2\tdown\r\n");
  equal(block, [["0.1", "up"], ["0.2", "down"]]);
  equal(laid(block, 0, 0, 2, 2), {
    inside: [[0, 0, "0.1"], [0, 1, "up"], [1, 0, "0.2"], [1, 1, "down"]],
    outside: 0,
  });
  equal(laid(block, 1, 1, 2, 2), { inside: [[1, 1, "0.1"]], outside: 3 });
  equal(laid(blockOf("\t\n 7 "), 0, 1, 2, 2), { inside: [[1, 1, "7"]], outside: 0 });
  equal([isBlock("0.5"), isBlock("0.5\r\n"), isBlock("0.5\n0.6"), isBlock("a\tb")], [false, false, true, true]);
});
