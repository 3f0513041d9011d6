// What a reader does is kept in the reader's browser, under one mark. A browser may forbid that (private windows, pages
// from disk), or have no room left: then it lasts as long as the page.

const MARK = "missing-middle:", TIMES = "times";
const memory = new Map();

function attempt(use, otherwise) {
  try {
    return use(localStorage);
  } catch {
    return otherwise();
  }
}

function times() {
  try {
    return JSON.parse(attempt((s) => s.getItem(MARK + TIMES), () => null)) ?? {};
  } catch {
    return {};
  }
}

/** The names under which things are kept. */
export const named = {
  bet: (id) => "bet:" + id,
  answer: (id) => "quiz:" + id,
  solved: (id) => "solved:" + id,
  ticked: (id) => "ticked:" + id,
  compared: (id) => "compared:" + id, // a text, with its rubric
  read: (page) => "read:" + page,
  test: (id) => "test:" + id,
  done: (set) => "done:" + set, // all of a set, solved in a notebook
};

export const store = {
  get: (name) => memory.get(name) ?? attempt((s) => s.getItem(MARK + name), () => null),

  /** Keep a text, and when that was; say whether it outlasts the page. */
  set: (name, text, time = Date.now()) => {
    memory.delete(name);
    return attempt(
      (s) => {
        s.setItem(MARK + name, text);
        s.setItem(MARK + TIMES, JSON.stringify({ ...times(), [name]: time }));
        return true;
      },
      () => {
        memory.set(name, text);
        return false;
      },
    );
  },

  drop: (name) => {
    memory.delete(name);
    attempt((s) => {
      s.removeItem(MARK + name);
      const { [name]: _, ...rest } = times();
      s.setItem(MARK + TIMES, JSON.stringify(rest));
    }, () => null);
  },

  /** Everything that is kept, as a record of names and texts. */
  all: () => {
    const kept = attempt((s) => {
      const names = Array.from({ length: s.length }, (_, i) => s.key(i)).filter((name) => name.startsWith(MARK));
      return names.filter((name) => name !== MARK + TIMES).map((name) => [name.slice(MARK.length), s.getItem(name)]);
    }, () => []);
    return Object.fromEntries([...kept, ...memory].sort(([a], [b]) => (a < b ? -1 : 1)));
  },

  /** When each of them was kept, in milliseconds since 1970. */
  times,

  /** Whether what is kept outlasts the page. */
  lasts: () => attempt((s) => (s.setItem(MARK + "lasts", ""), s.removeItem(MARK + "lasts"), true), () => false),
};
