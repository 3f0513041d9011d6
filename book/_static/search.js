// The search page. `search` is plain computation and is tested without a browser; below it, the page.
const search = {
  // One spelling for British and American ones, and for R&D, in what is searched and in what is asked.
  plain: (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "")
    .replace(/r\s*&\s*d\b/g, "rnd").replace(/[’']s\b/g, ""),

  term: (word) => word.replace(/is(e[drs]?|ing|ations?|able)$/, "iz$1").replace(/our(s|ed|al|ing)?$/, "or$1")
    .replace(/tre(s?)$/, "ter$1").replace(/(?<=[^s]{2})s$/, ""),

  // Chinese has no blanks: every two neighbours are a word, so that a part of a term finds it.
  words: (text) => (search.plain(text).match(/\p{Script=Han}+|[\p{L}\p{N}]+/gu) ?? []).flatMap((word) =>
    /\p{Script=Han}/u.test(word) && word.length > 2
      ? [...word].slice(1).map((sign, at) => word[at] + sign) : [search.term(word)]),

  index: (pages) => {
    const found = new MiniSearch({ fields: ["title", "keys", "heading", "text"], storeFields: ["page"],
      tokenize: search.words, processTerm: (term) => term });
    pages.forEach((page, at) => page.parts.forEach(([anchor, heading, text], part) => found.add({
      id: `${at} ${part}`, page: at, title: part ? "" : page.title, keys: part ? "" : page.keys, heading: part ? heading : "", text })));
    return found;
  },

  // Pages in the order of their best part; each names the parts that have what was asked.
  find: (index, pages, asked) => {
    const question = asked.slice(0, 200);
    const options = { prefix: (term) => term.length > 2, fuzzy: (term) => term.length > 4 && !/\d/.test(term) ? 1 : false,
      weights: { prefix: 0.3, fuzzy: 0.15 }, boost: { title: 6, keys: 6, heading: 3 },
      boostDocument: (id) => pages[Number(id.split(" ")[0])].weight };
    const exact = index.search(question, { ...options, combineWith: "AND" });
    const hits = exact.length ? exact : index.search(question, options);
    const byPage = new Map();
    for (const hit of hits) {
      const page = byPage.get(hit.page) ?? byPage.set(hit.page, { page: pages[hit.page], score: hit.score, parts: [] }).get(hit.page);
      page.parts.push(Number(hit.id.split(" ")[1]));
    }
    return [...byPage.values()].sort((a, b) => b.score - a.score);
  },

  // The first sentence of some texts in which a word of the question stands, or else their beginning.
  extract: (texts, asked) => {
    const sought = search.words(asked);
    const sentences = texts.flatMap((text) => text.match(/.+?[.?!。](?=\s|$)|.+$/g) ?? []);
    const meets = (sentence) => search.words(sentence).some((word) => sought.some((one) => word.startsWith(one)));
    const chosen = (sentences.find(meets) ?? sentences[0] ?? "").trim();
    return chosen.length > 220 ? `${chosen.slice(0, 219).replace(/\s+\S*$/, "")} …` : chosen;
  },
};

if (typeof document !== "undefined" && document.querySelector("[data-search]")) {
  const form = document.querySelector("[data-search]"), field = form.elements.q;
  const said = form.querySelector("[role=status]"), list = document.getElementById("search-results");
  const help = document.querySelector("[data-help]"), root = document.documentElement.dataset.content_root ?? "";
  const index = search.index(searchPages);
  const made = (name, properties, ...inside) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...inside);
    return element;
  };
  const item = (asked) => ({ page, parts }) => {
    const shown = parts.slice(0, 3).map((part) => page.parts[part]);
    const sections = shown.filter(([anchor]) => anchor).map(([anchor, heading]) =>
      made("li", {}, made("a", { href: `${root}${page.href}#${anchor}` }, heading)));
    return made("li", {},
      made("a", { href: root + page.href }, page.title),
      made("p", {}, search.extract(parts.map((part) => page.parts[part][2]), asked)),
      ...(sections.length ? [made("ul", {}, ...sections)] : []));
  };
  const show = () => {
    const asked = field.value.trim();
    const found = asked ? search.find(index, searchPages, asked) : [];
    const named = asked.length > 60 ? `${asked.slice(0, 59)} …` : asked;
    list.replaceChildren(...found.slice(0, 20).map(item(asked)));
    help.hidden = found.length > 0;
    said.textContent = !asked ? "Type what you look for."
      : !found.length ? `Nothing has “${named}”.`
      : found.length === 1 ? `One page has “${named}”.` : `${found.length} pages have “${named}”${found.length > 20 ? "; the first 20:" : "."}`;
  };
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  show();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    try { history.replaceState(null, "", `?${new URLSearchParams({ q: field.value })}`); } catch { /* from disk */ }
    show();
  });
  field.focus();
}
