// What a page says to the answers of a reader.

export const say = {
  // Questions in a page
  share: "share",
  percent: "per cent",
  inPercent: " (in per cent)",
  anyNumber: (percent) => `a number${percent}`,
  numberFrom: (low, percent) => `a number, ${low} or more${percent}`,
  numberBetween: (low, high, percent) => `a number between ${low} and ${high}${percent}`,
  expected: (what, got) => `expected ${what}, got ${got}`,
  text: "text.",
  gotPercent: "per cent.",
  tooLarge: "a number too large to compute with.",
  percentForShare: " Is that per cent, where a share is asked for?",
  percentOrShare: "Per cent or share? The answer is asked for in per cent, 12.3 rather than 0.123.",
  sign: "Look at the sign: what is compared with what, and which of the two is larger?",
  rounded: "Close, but not by rounding alone. Keep all digits until the last step.",
  unexpected: (got) => `${got} is not what we expect.`,
  untouched: (what) => `Not attempted yet: ${what}, then press Check.`,
  chooseOne: "choose one statement",
  writeNumber: "write a number",
  wrongKind: (problem) => `Wrong kind of answer: ${problem}`,
  readAs: (number) => ` (We read your answer as ${number}.)`,
  notKept: "This browser keeps nothing for this page, so your answer is gone when you leave it.",
  cleared: "Your answers are cleared.",
};
