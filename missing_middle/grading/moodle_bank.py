"""A question bank in Moodle's XML format: value, choice and text questions, several variants of each.

Everything comes from the registry, so Moodle says what ``check`` says. A value becomes a *numerical* question: Moodle
takes the first answer whose interval holds what was typed, as :func:`missing_middle.checks.judging.judge` takes the
first wrong model that fits, so the order of the answers is part of the question. A choice becomes a *multichoice*
question, a text an *essay* with the rubric as the information for graders. Functions and tables need Python and stay
in the notebooks.

Source of the format: the page "Moodle XML format" of Moodle's documentation, and Moodle's own reader,
``question/format/xml/format.php`` and ``question/type/numerical/question.php``.
"""

from xml.etree import ElementTree

from missing_middle.checks.export import stem_of
from missing_middle.checks.feedback import verdict_on
from missing_middle.checks.forms import ALMOST, NEAR
from missing_middle.checks.judging import CORRECT, NOT_YET, WRONG_KIND, Verdict, slipped
from missing_middle.checks.registry import SETS, questions_of
from missing_middle.checks.slips import hints_of
from missing_middle.checks.variants import case_of
from missing_middle.checks.words import say
from missing_middle.grading.release import token_of
from missing_middle.grading.rubrics import rubric_of

KINDS = {"value": "numerical", "choice": "multichoice", "text": "essay"}
ATTEMPTS = 20  # a printed table may have fewer cases than variants asked for
PER_CENT = "Is that per cent, where a share is asked for?"


def moodle_xml(names=SETS, variants=5, salt=None):
    """The bank as bytes of XML.

    Parameters
    ----------
    names : sequence of str
        Exercise sets; by default all.
    variants : int
        Variants of each question, from 1 to 200. A question on a printed table may have fewer.
    salt : bytes or None
        Secret of the class; without it everybody who has this package can make the same variants.

    Returns
    -------
    bytes
        A ``quiz`` with a category for each question, so that a quiz can draw one variant at random. The same
        arguments give the same bytes.

    Raises
    ------
    ValueError
        If a set is unknown or ``variants`` is out of range.
    """
    if type(variants) is not int or not 1 <= variants <= 200:
        raise ValueError(f"variants = {variants!r} is not allowed: give a whole number from 1 to 200.")
    quiz = ElementTree.Element("quiz")
    for name in names:
        for question in questions_of(name):
            if question.kind in KINDS:
                _category(quiz, f"$course$/The Missing Middle/{name}/{question.id}")
                for number, case in enumerate(cases_of(question, variants, salt), start=1):
                    _question(quiz, question, case, number)
    ElementTree.indent(quiz)
    return ElementTree.tostring(quiz, encoding="utf-8", xml_declaration=True) + b"\n"


def cases_of(question, variants, salt=None):
    """Up to ``variants`` different cases of ``question``, always the same ones for the same secret."""
    found = {}
    for number in range(1, ATTEMPTS * variants + 1):
        token = f"bank-{number}" if salt is None else token_of(f"bank-{number}", salt)
        case = case_of(question, token)
        found.setdefault(case.text, case)
        if len(found) == variants:
            break
    return list(found.values())


# One question --------------------------------------------------------------------------------------------------------


def _category(quiz, path):
    entry = ElementTree.SubElement(quiz, "question", type="category")
    _text(ElementTree.SubElement(entry, "category"), path)


def _question(quiz, question, case, number):
    entry = ElementTree.SubElement(quiz, "question", type=KINDS[question.kind])
    _text(ElementTree.SubElement(entry, "name"), f"{question.id}: {question.title} ({number})")
    _words(entry, "questiontext", asked(question, case))
    _words(entry, "generalfeedback", "")
    _plain(
        entry, defaultgrade=question.points, penalty="0.3333333", hidden=0, idnumber=f"{question.id}-variant-{number}"
    )
    {"value": _numerical, "choice": _multichoice, "text": _essay}[question.kind](entry, question, case)
    tags = ElementTree.SubElement(entry, "tags")
    for tag in (question.set, f"difficulty-{question.difficulty}"):
        _text(ElementTree.SubElement(tags, "tag"), tag)


def asked(question, case):
    """The situation, its numbers and what is wanted, as Markdown, in the words of a form instead of a notebook."""
    wanted = {
        "value": lambda: question.ask(case),
        "choice": lambda: question.ask(case),
        "text": lambda: f"Write {question.ask(case).replace('in the cell below', 'in the field below')}.",
    }
    return "\n\n".join(part for part in (stem_of(question, case), wanted[question.kind]()) if part)


def _numerical(entry, question, case):
    for value, slack, verdict in numerical_answers(question, case):
        _answer(entry, "*" if value is None else repr(value), verdict, slack)


def numerical_answers(question, case):
    """Value (``None`` for any other), half-width of its interval, verdict: in the order in which Moodle tries them."""
    form, right = question.form, float(question.right(case))
    yield right, form.tolerance * abs(right or 1.0), verdict_on(question, case, right)
    for wrong in question.wrong:
        value = float(wrong.rule(case))
        yield value, form.tolerance * abs(value or right), verdict_on(question, case, value)
    for slip in hints_of(question, case):
        yield slip.answer, form.tolerance * abs(slip.answer or right), slipped(question, slip)
    if form.unit == "per cent" and right:
        yield right / 100, NEAR * abs(right) / 100, verdict_on(question, case, right / 100)
    if form.unit == "share" and form.high is not None and 100 * right > form.high:
        # a notebook quotes the number that was typed; here that would be the answer
        yield 100 * right, NEAR * abs(100 * right), Verdict(WRONG_KIND, f"expected {form.expected}. {PER_CENT}")
    if right and (form.low is None or -right >= form.low):
        yield -right, NEAR * abs(right), verdict_on(question, case, -right)
    if right:
        yield right, ALMOST * abs(right), Verdict(NOT_YET, f"{say('close')} {question.nudge}".strip())
    yield None, 0.0, Verdict(NOT_YET, question.nudge or "look again.")


def _multichoice(entry, question, case):
    _plain(entry, single="true", shuffleanswers="true", answernumbering="abc", showstandardinstruction=0)
    for letter, _, text in question.form.lettered(case):
        _answer(entry, text, verdict_on(question, case, letter), format="markdown")


def _essay(entry, question, case):
    form = question.form
    _plain(
        entry,
        responseformat="editor",
        responserequired=1,
        responsefieldlines=15,
        minwordlimit=form.least,
        maxwordlimit=form.most,
        attachments=0,
        attachmentsrequired=0,
    )
    _words(entry, "graderinfo", rubric_of(question.id))
    _words(entry, "responsetemplate", "")


# Elements ------------------------------------------------------------------------------------------------------------


def _answer(entry, text, verdict, tolerance=None, format="moodle_auto_format"):
    fraction = "100" if verdict.outcome == CORRECT else "0"
    answer = ElementTree.SubElement(entry, "answer", fraction=fraction, format=format)
    _text(answer, text)
    _words(answer, "feedback", verdict.message)
    if tolerance is not None:
        _plain(answer, tolerance=repr(tolerance))


def _words(parent, name, text):
    _text(ElementTree.SubElement(parent, name, format="markdown"), text)


def _text(parent, text):
    ElementTree.SubElement(parent, "text").text = text


def _plain(parent, **elements):
    for name, value in elements.items():
        ElementTree.SubElement(parent, name).text = str(value)
