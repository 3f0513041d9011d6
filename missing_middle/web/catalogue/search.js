// What the search page says.

export const searchWords = {
  ask: "Type what you look for.",
  nothing: (asked) => `Nothing has \u201c${asked}\u201d.`,
  one: (asked) => `One page has \u201c${asked}\u201d.`,
  several: (pages, asked) => `${pages} pages have \u201c${asked}\u201d.`,
  first: (pages, asked, shown) => `${pages} pages have \u201c${asked}\u201d; the first ${shown}:`,
};
