// What pages say stands in the catalogue, ready for another language: no other file holds words for readers.
import { holds } from "./assert.js";

const WEB = new URL("../../missing_middle/web/", import.meta.url);
const LITERAL = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g;
// Names of elements and of errors for developers are no words: selectors, attributes, classes.
const SELECTOR = /(?:querySelector(?:All)?|closest|matches)\($/;
// The course in saved files, outcomes as the questions name them, classes, selectors of the theme, styles.
const NAME = new RegExp(
  [
    "^(missing middle|not yet|not attempted|wrong kind)$",
    "^(xp|quiz)-[\\w- ]+$",
    "^[\\w-]*[.#[][\\w-]+[^.?!]*$",
    "^[a-z]+:[a-z]+\\(",
    "^[\\w-]+: [\\w-]+;",
  ].join("|"),
);
const words = (literal) =>
  literal.slice(1, -1).replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, "").replace(/<[^>]*>|<[^>]*$|^[^<>]*>/g, "");

function* files(folder) {
  for (const entry of Deno.readDirSync(folder)) {
    const place = new URL(entry.name + (entry.isDirectory ? "/" : ""), folder);
    if (entry.isDirectory && entry.name !== "catalogue") yield* files(place);
    else if (entry.name.endsWith(".js")) yield place;
  }
}

export function said(source) {
  const plain = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/.*$/gm, "").replace(/^import .*$/gm, "");
  return [...plain.matchAll(LITERAL)].filter(({ 0: literal, index }) => {
    const text = words(literal);
    return /[A-Za-z]{2,},? [A-Za-z]{2,}/.test(text) && !NAME.test(text) && !SELECTOR.test(plain.slice(0, index));
  }).map(({ 0: literal }) => literal);
}

Deno.test("a sentence in a script is found", () => {
  for (const source of ['tell("Your bet is lost.");', "x = `<b>Please wait</b>`;", "f('please wait')"]) {
    holds(said(source).length === 1, source);
  }
  holds(!said('find("nav.bd-links a"); mark("xp-halo xp-quiet"); // a comment of words').length, "no words there");
});

Deno.test("no script but the catalogue holds words for readers", () => {
  for (const file of files(WEB)) {
    const found = said(Deno.readTextFileSync(file));
    holds(!found.length, `${file.pathname.split("/").at(-1)}: ${found.join(", ")}`);
  }
});
