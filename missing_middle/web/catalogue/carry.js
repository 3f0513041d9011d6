// What a page says when answers are taken to the notebook.

export const carryWords = {
  field: "For the notebook",
  copied: (count) =>
    count === 1
      ? "Copied. Paste it into the answer's cell of the notebook."
      : `${count} answers are copied. In the notebook each belongs in the cell of its question.`,
  marked: (count) =>
    `This browser does not let the page copy. ${count === 1 ? "The answer is" : "The answers are"} marked below: ` +
    "copy with Control or Command and C.",
  noAnswer: "There is no answer to copy yet.",
  noAnswers: "There are no answers to copy yet.",
};
