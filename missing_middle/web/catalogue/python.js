// What the page's Python says. Sentences about answers are those of missing_middle/checks.

export const pythonWords = {
  // The engine
  starting: "Python is starting …",
  running: "Running …",
  refused: "Python could not start in this browser, or here it is not allowed to (a page that forbids it may be the " +
    "reason). Your code is kept. “Copy to the notebook”, and run it there.",
  crashed:
    "Python had to stop this code. Is there a function that calls itself without an end? The page still works: change the " +
    "code and run it again.",

  // After a run
  ran: "Your code ran without an error.",
  silent: "Your code ran without an error and printed nothing. To see a value, print it: print(…).",
  stopped: (seconds) =>
    `Stopped after ${seconds} seconds: the code did not come to an end. Is there a loop without one?`,
  cut: "Only the first 10,000 characters are shown.",
  notKept: "This browser keeps nothing for this page (storage is full or forbidden): copy your code before you leave.",
  solved: "You have solved this one. Check again to read the verdict.",

  // Errors
  error: (line, kind, text) => `${line ? `Line ${line}: ` : ""}${kind}. ${text}`,
  hints: {
    SyntaxError: "Python cannot read this line, or the one before it. Look for a bracket, a colon or a quotation mark.",
    IndentationError:
      "This line begins further left or right than Python expects. Lines that belong together begin in one column.",
    NameError:
      "Python does not know this name. Is it spelled as in the line that gives it a value, and does that line come first?",
    ZeroDivisionError: "Something is divided by zero here. Which number is it?",
    TypeError: "A value here is of another kind than this line needs.",
    ValueError: "A value here is not allowed.",
    IndexError:
      "There is no entry at this place. The first entry has the number 0, and the last has the length minus 1.",
    KeyError: "There is no such key.",
    AttributeError: "This kind of value has no such part. The page's Python also lacks a few that a notebook has.",
    ImportError:
      "The page's Python has no such library. Plain Python and `math` are enough; the notebook has the others.",
    RuntimeError: "Python could not go on.",
    RecursionError: "A function calls itself without an end.",
    MemoryError: "The memory is used up (16 MB). Does a list or a text grow without an end?",
    SystemExit: "The code ended itself. Leave that line out.",
    OSError: "This Python has no files. Write what the file holds into the code, or read it in the notebook.",
    NotImplementedError: "Here the body of the function is still to be written.",
    AssertionError: "What this line asserts does not hold.",
    OverflowError: "A number is too large.",
  },
  browser: "Python in this page is on its own: it sees neither the page nor the network. Leave this import out.",
  input: "`input()` cannot ask here. Give the value a name and write it into the code.",
  recursion: "A function calls itself without an end. When does it stop?",
  unopened: (bracket) => `There is a “${bracket}” that nothing opens.`,
  unclosed: (bracket, line) => `The bracket “${bracket}” of line ${line} is not closed.`,
  openText: (line) => `The quotation mark of line ${line} is not closed.`,
  colon: (word) => `A line that begins with “${word}” ends with a colon.`,
  equals: "To compare, write two equals signs: ==.",
  sign: (sign) =>
    `“${sign}” is not a sign that Python knows. Telephones write it in place of a plain one: - * / ' or ".`,
  product: (text) => `Write the sign of multiplication: ${text}.`,
  comma: (line, typed) => `Line ${line} has ${typed}: Python writes a decimal point, ${typed.replace(",", ".")}.`,
  printed: "Write brackets around what is printed: print(…).",
  power: "For a power write **; ^ is something else in Python.",
  deeper: "The lines below a colon begin four spaces further right.",
  math: "Write `import math` in the first line.",

  // Functions as answers
  missing: (name, stub) => `Wrong kind of answer: the code has no \`${name}\`. Begin with \`${stub}\`.`,
  other: (names) => ` It has \`${names}\`: is that the one?`,
  untouched: (name) => `Not attempted yet: write the body of \`${name}\`, then press Check.`,
  noRun: (what) => `Not yet: your code does not run. ${what}`,
  noBrackets: (expected, got) => `expected ${expected}, got ${got}. Write its name without brackets.`,
  signature: (expected, given) => `expected ${expected}, got one of (${given}).`,
  none: "the function returns None. Does it end with `return`?",
  raises: (error, line) =>
    `raises ${error}${line ? ` in line ${line}` : ""}. Call it yourself with these numbers to see where.`,
  returns: (got) => `returns ${got}.`,
  gives: (value) => `gives ${value}, which we do not expect.`,
  near: (right, all, point, did) => `${right} of ${all} public checks passed. At ${point} your function ${did}`,
  slow: (seconds) => `Not yet: stopped after ${seconds} seconds. Is there a loop without an end?`,

  // What a value is
  is: {
    bool: "True or False, not a number",
    nan: "nan, which is what Python says when there is no number (0 / 0, say)",
    infinite: "infinity. Is something divided by 0, or raised to a very high power?",
    "too large": "a number too large to compute with",
    complex: "a complex number. Is a negative number raised to a fraction?",
    function: "a function. Call it, with its arguments in brackets, to get a number",
    text: "text",
    quoted: "text. Write the number without quotation marks",
    entries: (kind, count) => `${kind} with ${count} ${count === 1 ? "entry" : "entries"}`,
    a: (name) => `a ${name}`,
    an: (name) => `an ${name}`,
    number: "a number",
  },
};
