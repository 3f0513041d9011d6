"""Every fixed sentence of the checks, of grading and of the feedback pages, in one catalogue.

``say`` looks a sentence up by name and fills its fields in. Another language is another mapping with the same names and
fields, chosen with ``speak``. What belongs to one question stands with the question, a hint in the bank.
"""

from collections.abc import Mapping
from string import Formatter

ENGLISH = {
    "language": "en",
    # How a verdict begins, and the heading of a feedback page
    "opening.not attempted": "Not attempted yet",
    "opening.wrong kind": "Wrong kind of answer",
    "opening.misconception": "Think again",
    "opening.not yet": "Not yet",
    "opening.correct": "Correct",
    "heading.correct": "Correct",
    "heading.misconception": "Think again",
    "heading.not yet": "Not yet",
    "heading.wrong kind": "Wrong kind of answer",
    "heading.not attempted": "Not attempted",
    "heading.lost": "Lost",
    "heading.missing": "Missing",
    "heading.stopped": "Stopped with an error",
    "heading.by hand": "Read by a person",
    "heading.excused": "Excused",
    "heading.unreadable": "Unreadable",
    # What a verdict says
    "not attempted": "write `{answer}` in the cell above, run it, then run this cell.",
    "look again": "look again.",
    "belief": "You seem to {seems}. {hint} {places}",
    "places": "Look again at {places}.",
    "places.or": " or ",
    "wanted.name": "Write `{answer}`: {asks}.",
    "wanted.question": "{asks} Write the answer as `{answer}`.",
    "wanted.letter": "{asks} Write its letter, in quotation marks, as `{answer}`.",
    "wanted.text": "Write {asks}.",
    "cannot be looked at": "this answer cannot be looked at ({error}). Hand in plain numbers, text, lists or tables.",
    "no feedback": "{id}: this set gives no feedback. What counts is in the file that you hand in.",
    "no question.id": 'the first argument is the question\'s id in quotation marks, such as "trade-q1".',
    "no question": "there is no question {id}. Known are {known}.",
    # Numbers
    "your numbers": "Your numbers: {numbers}.",
    "expected": "expected {expected}, got {got}.",
    "expected.number": "a number",
    "expected.number.least": "a number, {low} or more",
    "expected.number.between": "a number between {low} and {high}",
    "expected.per cent": "{expected} (in per cent)",
    "share or per cent": "Is that per cent, where a share is asked for?",
    "per cent or share": "Per cent or share? The answer is asked for in per cent, 12.3 rather than 0.123.",
    "sign": "Look at the sign: what is compared with what, and which of the two is larger?",
    "close": "Close, but not by rounding alone. Keep all digits until the last step.",
    "not expected": "{value} is not what we expect.",
    "stub.number": "{answer} = ...  # replace the dots by {expected}",
    # Choices
    "expected.letter": 'one letter, such as "a"',
    "expected.letters": "expected one of the letters {letters}, got other text.",
    "does not hold": "That statement does not hold.",
    "stub.letter": "{answer} = ...  # replace the dots by one letter in quotation marks",
    # Prose
    "expected.words": "{least} to {most} words",
    "words.counted": "your answer has {count} words of {expected}; a person reads it, with the rubric.",
    "stub.words": "*Write your answer here, in {expected}.*",
    # Functions
    "expected.function": "a function of {arguments}",
    "function.no brackets": "expected {expected}, got {got}. Write its name without brackets.",
    "function.signature": "expected {expected}, got one of {signature}.",
    "function.none": "the function returns None. Does it end with `return`?",
    "function.stopped": "was stopped before it returned. Is there a loop without an end?",
    "function.raises": "raises {error}. Call it yourself with these numbers to see where.",
    "function.returns": "returns {got}.",
    "function.gives": "gives {value}, which we do not expect.",
    "function.near": "{right} of {all} public checks passed. At {point} your function {did}",
    "function.passed": "{count} public checks passed, {count} more at grading.",
    "function.points": "Public points, at which `check` calls your function:",
    "stub.function": 'raise NotImplementedError("Replace this line by the body of {answer}.")',
    # Tables
    "expected.table": "a table as the question describes it",
    "expected.word": "expected {words}",
    "table.columns": "expected a DataFrame with the columns {columns}, got {got}.",
    "table.no column": "expected a DataFrame with the columns {columns}; there is no column {missing}.",
    "table.one column": "expected one column of each name: {columns}.",
    "table.rows": "expected {wanted} rows, got {got}.",
    "table.each": "expected one entry for each of {labels}.",
    "table.list": "expected a list with {wanted} entries, got {got}.",
    "table.entries": "expected {wanted} entries, got {got}.",
    "table.empty": "the entry for {label} in {column} is empty.",
    "table.entry": "the entry for {label} in {column} does not fit: {reason}.",
    "table.near": "{right} of {all} entries are right.",
    "stub.table": "{answer} = ...  # replace the dots: one entry for each {label}",
    # What an answer is instead of what it should be
    "is.text": "text",
    "is.quoted number": "text. Write the number without quotation marks",
    "is.bool": "True or False, not a number",
    "is.complex": "a complex number. Is a negative number raised to a fraction?",
    "is.function": "a function. Call it, with its arguments in brackets, to get a number",
    "is.a number": "a number",
    "is.too large": "a number too large to compute with",
    "is.nan": "nan, which is what Python says when there is no number (0 / 0, say)",
    "is.infinite": "infinity. Is something divided by 0, or raised to a very high power?",
    "is.shaped": "{name} of shape {shape}",
    "is.array": "{name} of shape {shape}. Take out the one number you mean",
    "is.one entry": "{name} with 1 entry",
    "is.entries": "{name} with {count} entries",
    "is.a": "a {name}",
    "is.an": "an {name}",
    # Slips that are made by rule
    "slip.forgotten": "That is what `{name}` = {value} would give. Where does `{name}` enter your calculation?",
    "slip.exchanged": "That is what you get with `{one}` and `{other}` exchanged. Which is which?",
    "slip.power": "That has a power that is 1 off. Is something raised to `{name}`, or to `{name}` and 1 more or less?",
    "slip.other power": "That has `{other} - 1` in the place of `{name}`. Which of the two belongs to this power?",
    "slip.inverted": "That is what you get with `{name}` upside down. Is it multiplied or divided, a power or a root?",
    "slip.given": "That is `{name}`, a number that you were given. What is asked for?",
    "slip.neighbour": "That is `{name}` of the model. Is it what is asked for?",
    "slip.percent": "Per cent or share? The answer is asked for in per cent, 12.3 rather than 0.123.",
    "slip.rest": "That is the rest of the whole. Which part is asked for?",
    "slip.ratio": "That is a ratio of new to old. By how much is it more, or less, than the old?",
    "slip.base": "That is per cent of the other number. Per cent of what is asked for?",
    "slip.log": "That is a difference of logarithms, which is near a change in per cent only while it is small.",
    "slip.reciprocal": "That is upside down. What is divided by what?",
    "slip.root": "That is the square root of the answer. To which power is what raised?",
    "slip.square": "That is the square of the answer. What is multiplied twice?",
    "slip.double": "That is twice the answer. What is counted twice?",
    "slip.half": "That is half the answer. What is left out, or divided once too often?",
    "slip.negative": "Look at the sign: what is compared with what, and which of the two is larger?",
    "slip.hundred": "That is a hundred times as much. Is it asked for as a share, or in per cent?",
    "slip.hundredth": "That is a hundredth of the answer. Is it asked for as a share, or in per cent?",
    "slip.swapped": "Two of the words are exchanged in every row. What does each of them say?",
    "slip.shifted": "These are the right entries, one row off. Which entry belongs to which row?",
    "slip.reversed": "These are the right entries from bottom to top. Which entry belongs to which row?",
    "slip.first": "All rows have the entry of the first. What changes from row to row?",
    "slip.last": "All rows have the entry of the last. What changes from row to row?",
    # What grading says of an answer that it could not take, or that a person reads
    "mark.missing": "no answer was found: its cell, or the name that the question asks for, is missing.",
    "mark.stopped": (
        "the cell stopped with an error before it gave an answer. Restart the kernel, run all cells from top to "
        "bottom, and mend the first that stops."
    ),
    "mark.unreadable": "the notebook could not be read.",
    "mark.by hand": "a person reads this answer.",
    "mark.not attempted": "the answer is still as it was handed out.",
    "mark.expected": "expected {expected}.",
    "mark.all passed": "all {count} checks passed.",
    "mark.hidden": "{public} public checks passed, but not all of the other {hidden}.",
    "mark.lost": "it did not come to an end.",
    "mark.lost.too long": "it took longer than the time limit. Is there a loop without an end?",
    "mark.lost.the clock": "it took longer than the time limit. Does it wait for something?",
    "mark.lost.too large": "the answer is larger than any answer can be.",
    "mark.lost.crashed": "Python ended while it ran.",
    "mark.lost.too much memory": "it used more memory than a submission may.",
    "mark.lost.too much output": "the submission handed in more data than it may.",
    "mark.lost.the machine ran out of memory": "the submission was ended because the machine ran out of memory.",
    "mark.note.unreadable": "The notebook could not be read: {error}.",
    "mark.note.below": "{question}: the answer that counts stands below the place of its check",
    "mark.note.public": (
        "This is the published notebook, not this student's own: its numbers are not the student's. It was graded "
        "with the student's own numbers."
    ),
    "aside.decimal comma": "Is there a decimal comma? Python writes 0.25, and reads 0,25 as two numbers.",
    "aside.several": "It is several values where one is asked for.",
    "aside.text": "It is text. Write the number without quotation marks.",
    "aside.per cent": (
        "It is text with a per cent sign. Write the number, without quotation marks and without the sign."
    ),
    "aside.truth": "It is True or False, not a number.",
    "aside.complex": "It is a complex number. Is a negative number raised to a fraction?",
    "aside.a function": "It is a function. Call it, with its arguments in brackets, to get a number.",
    "aside.nan": "It is nan, which is what Python says when there is no number (0 / 0, say).",
    "aside.infinity": "It is infinity. Is something divided by 0, or raised to a very high power?",
    "aside.above": "Is it in per cent, where a share is asked for? Then divide it by 100.",
    "aside.not a function": "Write the name of the function, without brackets behind it.",
    "mark.note.another": (
        "The notebook was not released to this student: its numbers are another student's. It was graded with this "
        "student's own numbers."
    ),
    # The page of a student
    "page.title": "Exercise set {exercise}",
    "page.points": "{points} of {possible} points.",
    "page.of": "{points} of {possible}.",
    "page.late": "Handed in {time}, due {due} ({source}): {lost} points off.",
    "page.late.unknown": "Due {due}; the platform marks it as late ({source}). A person decides what follows.",
    "page.waiting": "{points} more wait for a person.",
    "page.waiting.objective": "Up to {possible}: a person reads this.",
    "page.objectives": "Points by objective",
    "page.file": "About the file",
    "page.more": "The check in your notebook says more.",
    "page.answer": "Your answer",
    "page.shown": "Your notebook shows",
}

_spoken: dict[str, Mapping[str, str]] = {"catalogue": ENGLISH}


def say(name: str, /, **fields: object) -> str:
    """The sentence ``name`` with its ``fields`` filled in.

    >>> say("expected.number.between", low=0, high=1)
    'a number between 0 and 1'
    """
    return _spoken["catalogue"][name].format(**fields)


def speak(catalogue: Mapping[str, str] = ENGLISH) -> None:
    """Use another catalogue from now on; ``ValueError`` if one of its sentences is missing or has other fields."""
    for name, sentence in ENGLISH.items():
        if name not in catalogue or _fields(catalogue[name]) != _fields(sentence):
            wanted = ", ".join(sorted(_fields(sentence))) or "none"
            raise ValueError(f"catalogue: {name!r} = {catalogue.get(name)!r} is not allowed: its fields are {wanted}.")
    _spoken["catalogue"] = catalogue


def _fields(sentence: str) -> set[str]:
    return {field for _, field, _, _ in Formatter().parse(sentence) if field is not None}
