// What a page says of what a reader has done: tests, progress.

export const recordWords = {
  // The tests before and after
  had: (right, all) => `You now agree with the models on ${right} of ${all} items`,
  hadBefore: (right, all) => `Before the course you agreed with the models on ${right} of ${all} items.`,
  noFirst: (had) => `${had}. The first test was not finished in this browser, so there is no gain to show.`,
  nothingOpen: (had, all) => `${had}; before the course it was all ${all}, so there was nothing left to gain.`,
  gain: (had, first, now, all, gain) =>
    `${had}; before the course it was ${first}. Normalized gain: (${now} \u2212 ${first}) / (${all} \u2212 ${first}) = ` +
    `${gain}, the share of what you could still gain that you did gain.`,
  tests: (result) => `Tests: ${result}`,
  total: (right, all) => `You agree with the models on ${right} of ${all} items.`,
  agreed: "As the models: ",
  differed: "Otherwise: ",
  correct: "right",
  notYet: "otherwise",
  columns: ["item", "before", "now"],
  thanks: "Thank you. Under each question you now find the idea behind your answer, and where to read more. Answers " +
    "can no longer be changed: the test after the course compares with them.",
  open: (items) => `Still open: ${items}. Where you do not know, choose \u201cI do not know\u201d.`,
  forgetTest: "Forget your answers to this test?",
  forgotten: "Your answers are forgotten.",

  // Progress
  isRead: "read",
  inNotebook: "all, in the notebook",
  goOn: "Continue with ",
  allRead: "You have read every page.",
  core: "core path",
  coreBar: (done, all) => `Core path: ${done} of ${all} chapters read`,
  wholeBar: (done, all) => `All pages: ${done} of ${all} read`,
  sum: (pages, all, bets, solved, texts) =>
    `You have read ${pages} of ${all} chapters and notebooks, made ${bets} bets, solved ${solved} questions and ` +
    `compared ${texts} answers in words with their rubric in these pages.`,
  of: (done, all) => `${done} of ${all}`,
  noJson: "This file does not hold a saved progress: it is not JSON. Nothing was changed.",
  otherFile: "This file does not hold a saved progress of this course. Nothing was changed.",
  damaged: "This file is damaged: it holds things that this course does not keep. Nothing was changed.",
  full: (count) =>
    `This browser had no room for ${count} of the entries, so they last only as long as this page. Nothing else was lost.`,
  noStorage:
    "This browser does not let pages keep anything (a private window, perhaps), so there is nothing to show here.",
  saved: (name) => `Saved as ${name}.`,
  loaded: "Loaded, and added to what was here.",
  forgetAll: "Forget every page read, every bet and every answer in this browser?",
  allForgotten: "Everything is forgotten.",
};
