// The search page: finds pages in a student's words, with MiniSearch (book/_static/minisearch), in what the book's
// extension has collected.
import { searchWords } from "./catalogue/search.js";
import { root } from "./ticks.js";

const SHOWN = 20; // pages
const NAMED = 60; // letters of a question that are repeated
const EXTRACT = 220; // letters

const course = () => /** @type {any} */ (globalThis);

/** One spelling for British and American ones, and for R&D, in what is searched and in what is asked. */
const plain = (text) =>
  text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/r\s*&\s*d\b/g, "rnd")
    .replace(/[\u2019']s\b/g, "");

const term = (word) =>
  word.replace(/is(e[drs]?|ing|ations?|able)$/, "iz$1").replace(/our(s|ed|al|ing)?$/, "or$1")
    .replace(/tre(s?)$/, "ter$1").replace(/(?<=[^s]{2})s$/, "");

/** Chinese has no blanks: every two neighbours are a word, so that a part of a term finds it. */
const wordsIn = (text) =>
  (plain(text).match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []).flatMap((word) =>
    /\p{Script=Han}/u.test(word) && word.length > 2
      ? [...word].slice(1).map((sign, at) => word[at] + sign)
      : [term(word)]
  );

/** What can be found: each part of each page, `[anchor, heading, text]`, the first of which is the page itself. */
export function indexOf(pages) {
  const fields = ["title", "keys", "heading", "text"];
  const found = new (course().MiniSearch)({
    fields,
    storeFields: ["page"],
    tokenize: wordsIn,
    processTerm: (word) => word,
  });
  pages.forEach(({ title, keys, parts }, page) =>
    parts.forEach(([, heading, text], part) => {
      const own = part ? { title: "", keys: "", heading } : { title, keys, heading: "" };
      found.add({ id: `${page} ${part}`, page, ...own, text });
    })
  );
  return found;
}

/** Pages in the order of their best part; each names the parts that have what was asked. */
export function find(index, pages, asked) {
  const question = asked.slice(0, 200);
  const options = {
    prefix: (word) => word.length > 2,
    fuzzy: (word) => (word.length > 4 && !/\d/.test(word) ? 1 : false),
    weights: { prefix: 0.3, fuzzy: 0.15 },
    boost: { title: 6, keys: 6, heading: 3 },
    boostDocument: (id) => pages[Number(id.split(" ")[0])].weight,
  };
  const exact = index.search(question, { ...options, combineWith: "AND" });
  const byPage = new Map();
  for (const { page, id, score } of exact.length ? exact : index.search(question, options)) {
    if (!byPage.has(page)) byPage.set(page, { page: pages[page], score, parts: [] });
    byPage.get(page).parts.push(Number(id.split(" ")[1]));
  }
  return [...byPage.values()].sort((a, b) => b.score - a.score);
}

const cut = (text, length) => (text.length > length ? `${text.slice(0, length - 1)} \u2026` : text);

/** The first sentence of some texts in which a word of the question stands, or else their beginning. */
export function extract(texts, asked) {
  const sought = wordsIn(asked);
  const sentences = texts.flatMap((text) => text.match(/.+?[.?!\u3002](?=\s|$)|.+$/g) ?? []);
  const meets = (sentence) => wordsIn(sentence).some((word) => sought.some((one) => word.startsWith(one)));
  const chosen = (sentences.find(meets) ?? sentences[0] ?? "").trim();
  return chosen.length > EXTRACT ? `${chosen.slice(0, EXTRACT - 1).replace(/\s+\S*$/, "")} \u2026` : chosen;
}

/** What is said of so many pages found. */
export function saidOf(asked, pages) {
  const named = cut(asked, NAMED);
  if (!asked) return searchWords.ask;
  if (!pages) return searchWords.nothing(named);
  if (pages > SHOWN) return searchWords.first(pages, named, SHOWN);
  return pages === 1 ? searchWords.one(named) : searchWords.several(pages, named);
}

function made(name, properties, ...inside) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...inside);
  return element;
}

function itemOf({ page, parts }, asked) {
  const sections = parts.slice(0, 3).map((part) => page.parts[part]).filter(([anchor]) => anchor).map((
    [anchor, heading],
  ) => made("li", {}, made("a", { href: `${root()}${page.href}#${anchor}` }, heading)));
  return made(
    "li",
    {},
    made("a", { href: root() + page.href }, page.title),
    made("p", {}, extract(parts.map((part) => page.parts[part][2]), asked)),
    ...(sections.length ? [made("ul", {}, ...sections)] : []),
  );
}

function startSearch(form) {
  const field = form.elements.q, pages = course().searchPages, index = indexOf(pages);
  const show = () => {
    const asked = field.value.trim(), found = asked ? find(index, pages, asked) : [];
    document.querySelector("#search-results").replaceChildren(
      ...found.slice(0, SHOWN).map((one) => itemOf(one, asked)),
    );
    /** @type {any} */ (document.querySelector("[data-help]")).hidden = found.length > 0;
    form.querySelector("[role=status]").textContent = saidOf(asked, found.length);
  };
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  show();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    try {
      history.replaceState(null, "", `?${new URLSearchParams({ q: field.value })}`);
    } catch { /* from disk */ }
    show();
  });
  field.focus();
}

if (typeof document !== "undefined") document.querySelectorAll("[data-search]").forEach(startSearch);
