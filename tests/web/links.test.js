import { linkTo } from "../../missing_middle/web/links.js";
import { hashOf, readState } from "../../missing_middle/web/states.js";
import { equal } from "./assert.js";

const CONTROLS = [
  { name: "f_x", stops: [0.1, 1.2, 3.2] },
  { name: "n", stops: [1, 2, 8], whole: true },
  { name: "who", stops: ["all", "a few"], words: ["", ""] },
];
const read = (state) => readState(linkTo("#it?" + state, "it"), CONTROLS);

Deno.test("a link brings its state back", () => {
  const values = { f_x: 1.25, n: 8, who: "a few" };
  equal(readState(linkTo(hashOf("it", values), "it"), CONTROLS), { values });
});

const BAD = {
  "a word where a number is asked": ["f_x=abc&n=1&who=all", "f_x=abc"],
  "nothing": ["f_x=&n=1&who=all", "f_x="],
  "outside": ["f_x=9&n=1&who=all", "f_x=9"],
  "between stops of a whole number": ["f_x=1&n=1.5&who=all", "n=1.5"],
  "no such option": ["f_x=1&n=1&who=none", "who=none"],
  "an unknown name": ["sigma=3&f_x=1&n=1&who=all", "sigma=3"],
  "a value twice": ["f_x=1&f_x=2&n=1&who=all", "f_x=2"],
  "a value missing": ["f_x=1&n=1", "who is missing"],
  "half a character": ["%E0%A4%A", "%E0%A4%A"],
  "infinity": ["f_x=Infinity&n=1&who=all", "f_x=Infinity"],
};
for (const [what, [state, problem]] of Object.entries(BAD)) {
  Deno.test(`a link with ${what} says so`, () => equal(read(state), { problem }));
}

Deno.test("a link to something else is left alone", () => {
  for (const other of ["", "#section-2", "#other?f_x=1", "#it"]) equal(linkTo(other, "it"), null);
  equal(linkTo("#it%3Fx", "it"), "x");
});
