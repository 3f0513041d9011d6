import { numberOf, numeral } from "../../missing_middle/web/reading.js";
import { asked } from "../../missing_middle/web/controls.js";
import { equal } from "./assert.js";

const SAME = [
  ["0.276", 0.276],
  ["0,276", 0.276],
  ["\u22120.5", -0.5],
  ["1,234,567", 1234567],
  ["1,234.5", 1234.5],
  ["1.234,5", 1234.5],
  ["91\u202f264.36", 91264.36],
  ["91 264,36", 91264.36],
  ["91'264", 91264],
  ["\u0661\u0662\u066b\u0665", 12.5],
  ["\u06f3\u06f4", 34],
  ["\u0967\u0968", 12],
  ["\uff11\uff12\uff0e\uff15", 12.5],
  ["1e3", 1000],
  [".5", 0.5],
];

for (const [typed, value] of SAME) {
  Deno.test(`${typed} is read as ${value}`, () => equal(numberOf(String(typed)), value));
}

for (const typed of ["", "abc", "1.2.3", "--1", "1e", "12 firms", "Infinity", "1e999", "0x10"]) {
  Deno.test(`${typed || "nothing"} is no number`, () => equal(numberOf(typed), null));
}

Deno.test("in a table of large numbers a comma before three digits stands between thousands", () => {
  equal(numberOf("91,264", true), 91264);
  equal(numberOf("91,264"), 91.264);
  equal(numeral("91,26"), "91.26");
});

const YEAR = { name: "year", label: "Year", stops: [2001, 2002, 2003], digits: 0, whole: true };
const COST = { name: "cost", label: "Cost", stops: [1, 1.5, 2], digits: 1, whole: false };

Deno.test("a control with stops only goes to the nearest and says so", () => {
  equal(asked(YEAR, "2001.4").value, 2001);
  equal(asked(YEAR, "2001.4").message, "Year 2001.4 is not in the table: the nearest stop, 2001, is shown.");
  equal(asked(YEAR, "2002"), { value: 2002, message: "" });
});

Deno.test("a control with more than its stops takes what lies between, and nothing outside", () => {
  equal(asked(COST, "1,7"), { value: 1.7, message: "" });
  equal(asked(COST, "9"), { value: 2, message: "Cost 9 is outside the table: give 1 to 2." });
  equal(asked(COST, "much").value, undefined);
});
