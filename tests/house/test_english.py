"""Plain English: what the style sheet in CONTRIBUTING.md rules out, as patterns over all that readers see.

A pattern catches a habit and no thought; it is here because the habit came back.
"""

import ast
import csv
import json
import re
from functools import cache
from pathlib import Path

import pytest
from printing import CODE_SHOWN, SHOWS_PYTHON

ROOT = Path(__file__).parents[2]
CODE = re.compile(
    r"^---\n.*?^---$|^(`{3,}|~{3,}).*?^\1`*$|<script.*?</script>|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$|\]\([^)]*\)|<[^>\n]*>"
    r"|https?://\S+|^\([\w-]+\)=$|^:[\w-]+:[^\n]*$",
    re.DOTALL | re.MULTILINE,
)

# What is ruled out, and what to write instead.
PATTERNS = {
    r"\ban own\b": "a ... of its own; its own",
    r"\b(?:an?|every|each) own\b": "its own",
    r"\bstands? how\b": "is explained",
    r"\bof one's choice\b": "of your choice",
    r"\bwhich\b[^.,;:?!]*\bwhich\b[^.,;:?!]*\bwhich\b": "two sentences",
    r"\bthe former\b|\bthe latter\b": "the name",
    r"\bto the effect that\b": "that",
    r"\bin order to\b(?! keep control)": "to",
    r"\bdue to the fact\b": "because",
    r"\bit should be noted\b|\bnote that\b|\bneedless to say\b": "nothing",
    r"\butili[sz]e": "use",
    r"\bleverag(?:e|es|ed|ing)\b": "use",
    r"\b(?:very|really|quite) unique\b": "unique",
    r"\bas is well known\b|\bobviously\b|\btrivially\b": "nothing",
    r"\b(?:informations|researches|softwares|advices|equipments)\b": "the singular",
    r"\bactual(?:ly)? exists? of\b|\bconsists? in\b": "is; consists of",
    r"\bsince (?:two|three|four|five|ten|many|some) years\b": "for ... years",
    r"\bfrom (?:where|there) on\b": "from then on",
    r"\balready since\b": "since",
    r"\b(?:allows|permits|enables) to\b": "lets you; makes it possible to",
    r"\bthe both\b": "both",
    r"\bmake (?:an|the) experience\b": "have an experience",
    r"\bdiscuss about\b|\bcomprised? of\b|\bstress on\b": "without the preposition; consists of",
    r"\bworth (?:his|her) salary\b|\bmaster of the house\b|\bfits on a stamp\b": "a plain word",
    r"\b(?:organ|real|optim|maxim|minim|summar|recogn|character|industrial|special|privat)is(?:e|ing|ation)\b": "-z-",
    r"\b(?:color|labor|behavior|(?<!lower )center|favor|neighbor|catalog|traveled|modeling|labeled)\b": "-our, -re",
    r"\bskeptic": "sceptic",
    r"\bhe (?:or|/) she\b|\bs/he\b|\bhis or her\b": "they; she, for the owner",
    r"(?<![\w'])\bowner\b[^.;:]{0,60}\b(?:he|his|him)\b(?! (?:bank|banker))": "she",
    r"\be\.\s?g\.|\bi\.\s?e\.|\betc\.": "for example; that is; and so on",
    r"(?<!')\b\w+_\w+\b(?!')": "words, not a name from the code",
    r"(?<!\.)\.\.(?!\.)": "one full stop",
    r"[a-z] [,;)]|\( [a-z]": "no space there",
    r"\bof our making\b|\bas (?:the|its) \w+ would have it\b": "invented; as the ... says",
    r"\bliv(?:e|es|ed|ing) from\b": "live on; depend on; earn money with",
    r"\bby (?:its|their|his) (?:title|abstract)s?,": "according to",
    r"\bread so\b|\bsays? so as\b": "read that way",
    r"\bby lot\b": "at random",
    r"\bhangs? on\b(?! the wall)": "depends on",
    r"\bfrom (?!page|time)\w+(?: \w+){0,2} on[,.;:)]": "from ...; after ...",
    r"(?<!asked )(?<!ask )\bfor one[,.]": "for example",
    r"\bfora\b|\bforgone\b|\bbrochures?\b|\bcashmere\b": "a plain word",
    r"\bpledg(?:e|es|ed|ing)\b|\byardsticks?\b|\bstalls?\b": "collateral; comparison; market stand",
    r"\ball the same\b(?= ?[,.(])": "still",
    r"\bcalibrated to nothing\b|\bworth (?:her|his|their) while\b|\bnext to nothing\b": "a plain word",
    r"\bstudents?\b[^.;:]{0,60}\b(?:he|his|him|himself)\b": "they, or the student again",
    r"\bdear(?:er|est)?\b(?! (?:reader|friend|colleague))": "expensive; costs more",
    r"(?<!if it )\bwill do\b(?! (?:it|this|that|so|no|what)\b)": "is enough",
    r"(?<![\w.\d:+,])[-\u2212]?\.\d": "a 0 before the point",
    r"\bteh\b|\bthe the\b|\ba a\b|\bof of\b|\bto to\b|\band and\b|\bin in\b|\bis is\b": "the word once",
}


def notebooks():
    """Yield each notebook and its words: cells of text, and what code prints or writes into a chart."""
    for folder in ("notebooks", "solutions"):
        for file in sorted((ROOT / folder).glob("*.ipynb")):
            cells = json.loads(file.read_text(encoding="utf8"))["cells"]
            said = [
                text
                for cell in cells
                for source in ["".join(cell["source"])]
                for text in ([source] if cell["cell_type"] == "markdown" else sentences(source))
            ]
            yield file, "\n\n".join(said)


# Words that stand in code: prompts, hints and replies; explorables; levers; verdicts; commands.
SPEAKING = ("checks/**/*.py", "explorables/questions/*.py", "policy/*.py", "grading/c*.py", "authoring/commands.py")
TABLES = ("book/sources.csv", "data/errata.csv")
QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`')


def sentences(source):
    """Yield what Python code says: its texts of several words, a field as a black square.

    Docstrings and code are not among them, nor errors that name a parameter, nor what a table is looked up by.
    """
    tree = ast.parse(source)
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    within = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if id(node) in silent | within:
            continue
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "\u25a0" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
        else:
            continue
        text = re.sub(r"\{\w+\}", "\u25a0", text)
        if " " in text.strip() and not re.match(
            r".* is not allowed\b|.*: \w+_\w+$|from missing_middle|.*\n\n?\w+ = |raise ", text, re.DOTALL
        ):
            yield text


def words_in_code():
    for file in sorted({file for pattern in SPEAKING for file in (ROOT / "missing_middle").glob(pattern)}):
        yield file, "\n\n".join(sentences(file.read_text(encoding="utf8")))
    for file in sorted((ROOT / "missing_middle" / "web" / "catalogue").glob("*.js")):
        said = (one or other for one, other in QUOTED.findall(file.read_text(encoding="utf8")))
        yield file, "\n\n".join(re.sub(r"\$\{[^}]*\}", "\u25a0", text) for text in said if " " in text)
    for name in TABLES:
        with (ROOT / name).open(encoding="utf8", newline="") as file:
            yield ROOT / name, "\n\n".join(cell for row in csv.reader(file) for cell in row if " " in cell)


@cache
def texts():
    """Return (file, what its readers see): pages, notebooks' words, README, this house's guide, words in code."""
    files = [ROOT / "README.md", *sorted((ROOT / "book").glob("*.md")), *sorted((ROOT / "instructor").rglob("*.md"))]
    pages = [(file, file.read_text(encoding="utf8")) for file in files]
    return [
        (file.relative_to(ROOT).as_posix(), CODE.sub("\u25a0", text))
        for file, text in [*pages, *notebooks(), *words_in_code()]
    ]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_no_page_has_a_habit_that_the_style_sheet_rules_out(pattern):
    found = [
        f"{name}: ...{text[max(0, hit.start() - 40) : hit.end() + 30]!r}"
        for name, text in texts()
        for hit in re.finditer(pattern, text, re.IGNORECASE)
    ]
    assert found == [], f"write instead: {PATTERNS[pattern]}"


def test_there_is_much_to_look_at_and_code_is_no_prose():
    assert len(texts()) > 60 and sum(len(text) for _, text in texts()) > 500_000
    assert CODE.sub("", ":::{admonition} Try\n:class: try\nSeen.\n:::\n").count("Seen.") == 1
    assert "missing_middle" not in CODE.sub(
        "\u25a0", "Use `missing_middle` and\n\n```python\nmissing_middle.f(a_b)\n```\n"
    )


BAD = {
    r"\bby lot\b": "Firms were drawn by lot.",
    r"\bliv(?:e|es|ed|ing) from\b": "An institute lives from firms.",
    r"\bfrom (?!page|time)\w+(?: \w+){0,2} on[,.;:)]": "It falls from its peak on.",
    r"\ban own\b": "Give every student an own variant.",
    r"\bstands? how\b": "At the end stands how to open it.",
    r"(?<!')\b\w+_\w+\b(?!')": "The size_class is small.",
    r"\bstudents?\b[^.;:]{0,60}\b(?:he|his|him|himself)\b": "A student can hurt himself.",
    r"\bdear(?:er|est)?\b(?! (?:reader|friend|colleague))": "Where trade is dear, plants spread.",
    r"(?<!if it )\bwill do\b(?! (?:it|this|that|so|no|what)\b)": "A pocket calculator will do for the numbers.",
    r"(?<![\w.\d:+,])[-\u2212]?\.\d": "The correlation is .66, or -.32.",
}


@pytest.mark.parametrize("pattern", BAD)
def test_a_pattern_sees_what_it_is_for(pattern):
    assert re.search(pattern, BAD[pattern]) and pattern in PATTERNS


def printed(path):
    """Return what the cells of a notebook print or show as text alone, cell by cell."""
    for number, cell in enumerate(json.loads(path.read_text(encoding="utf8"))["cells"]):
        for output in cell.get("outputs", ()):
            data = output.get("data", {})
            if output["output_type"] == "stream" or set(data) == {"text/plain"}:
                yield number, "".join(output.get("text", data.get("text/plain", "")))


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda path: path.stem)
def test_what_a_notebook_prints_is_words_and_numbers(path):
    if path.stem in SHOWS_PYTHON:
        return
    found = [f"cell {number}: {text[:80]!r}" for number, text in printed(path) if CODE_SHOWN.search(text)]
    assert found == [], found


@pytest.mark.parametrize(
    "text", ["{'firms': 0.5}", "array([1])", "transfer $a_0$", "leasing 0.3333333333333333", "fast_follower", "1 None"]
)
def test_code_in_print_is_seen(text):
    assert CODE_SHOWN.search(text)
