// What a reader does is kept in the reader's browser, under one mark. A browser may forbid that (private windows, pages
// from disk): then it lasts as long as the page.

const MARK = "missing-middle:";
const memory = new Map();

function attempt(use, otherwise) {
  try {
    return use(localStorage);
  } catch {
    return otherwise();
  }
}

/** The names under which things are kept. */
export const named = {
  bet: (id) => "bet:" + id,
  answer: (id) => "quiz:" + id,
  solved: (id) => "solved:" + id,
  read: (page) => "read:" + page,
  test: (id) => "test:" + id,
};

export const store = {
  get: (name) => attempt((s) => s.getItem(MARK + name), () => memory.get(name) ?? null),
  set: (name, text) => attempt((s) => s.setItem(MARK + name, text), () => memory.set(name, text)),
  drop: (name) => attempt((s) => s.removeItem(MARK + name), () => memory.delete(name)),

  /** Everything that is kept, as a record of names and texts. */
  all: () =>
    attempt((s) => {
      const names = Array.from({ length: s.length }, (_, i) => s.key(i)).filter((name) => name.startsWith(MARK));
      return Object.fromEntries(names.sort().map((name) => [name.slice(MARK.length), s.getItem(name)]));
    }, () => Object.fromEntries(memory)),

  /** Whether what is kept outlasts the page. */
  lasts: () => attempt((s) => (s.setItem(MARK + "lasts", ""), s.removeItem(MARK + "lasts"), true), () => false),
};
