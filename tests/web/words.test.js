import { decimals, escape, fill, number, printed, tie, wordsOf } from "../../missing_middle/web/words.js";
import { counted } from "../../missing_middle/web/identities.js";
import { columns } from "../../missing_middle/web/tools.js";
import { equal } from "./assert.js";

Deno.test("numbers have a real minus sign and thin spaces, and zero has no sign", () => {
  equal([number(-0.004, 2), number(-1.5, 1), number(12345.6, 0), number(null, 1), number(Infinity, 0)], [
    "0.00",
    "\u22121.5",
    "12\u202f346",
    "none",
    "none",
  ]);
  equal(printed("-91264.36"), "\u221291\u202f264.36");
});

Deno.test("a sentence is chosen by the case and filled", () => {
  const frame = { case: "few", share: 12.345, who: "firms" };
  equal(fill({ few: "{share} % of {who}", many: "" }, frame, { share: 1 }), "12.3 % of firms");
  equal(tie("12 %"), "12\u00a0%");
});

Deno.test("what a reader typed is text", () => equal(escape('<b a="1">&'), "&lt;b a=&quot;1&quot;&gt;&amp;"));

Deno.test("counts are words up to ten", () =>
  equal([counted(1, "check is", "checks are"), counted(0, "is", "are"), counted(12, "is", "are")], [
    "one check is",
    "no are",
    "12 are",
  ]));

Deno.test("each column of a table has the decimals that its range deserves", () =>
  equal(columns([["a", 0.001, 100], ["b", 0.009, 5000]]), [["a", "0.00100", "100"], ["b", "0.00900", "5000"]]));

Deno.test("what a reader typed is printed with all its decimals", () => {
  const spec = { digits: { rate: 0, gain: 1 }, controls: [{ name: "rate", digits: 0 }, { name: "who", words: [] }] };
  const words = (rate) => wordsOf(spec, { rate, gain: 2.345, who: "firms" })("At {rate}% {who} gain {gain}");
  equal([words(12), words(12.4)], ["At 12% firms gain 2.3", "At 12.4% firms gain 2.3"]);
  equal([decimals(0.1 + 0.2, 0), decimals(5, 2), decimals(1 / 3, 0)], [1, 2, 6]);
});
