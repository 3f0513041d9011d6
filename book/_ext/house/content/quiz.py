"""``{quiz} trade``: the questions of an exercise set, answered in the page, without a kernel.

Questions, answers and hints come from ``missing_middle.checks``, so a page says what a check in a notebook says. The
form and the data are written here. What judges a number or a letter, ``web/judge.js``, comes with the data when the
page has loaded; what judges a function or a table, or shows the rubric of a text, when somebody touches the question.
Without scripts the questions can be read, and each says where to solve it with Python. Arguments after the set choose
questions: ``{quiz} trade trade-q1 trade-q7``.
"""

import re
from html import escape
from pathlib import Path

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective

import missing_middle.checks
from house.content.prose import GUIDES, guidance
from house.content.symbols_of import TEX, in_plain_symbols, in_symbols, names_in
from house.content.uses import headings, page_of
from house.render.engine import engine
from house.render.modules import ask, touched
from house.render.widgets import as_script, later_name, write
from house.shown import computed
from missing_middle.checks.export import public_items
from missing_middle.checks.forms import NEAR

CHECKS = Path(missing_middle.checks.__file__).parent
TOLD = ("outcome", "misconception", "says", "places")
NEEDED = {
    "value": ("id", "kind", "low", "high", "unit", "not_yet"),
    "choice": ("id", "kind"),
    "table": ("label", "rows", "columns", "not_yet"),
    "text": ("least", "most"),
    "function": ("answer", "arguments", "expected", "stub", "calls", "where", "not_yet"),
}
JUDGE = {"value": "judge.js", "choice": "judge.js"}
LATER = {"function": "python/question.js", "table": "table/question.js", "text": "prose.js"}  # wait for a touch
IN_SYMBOLS = ("value", "choice", "table")  # prompts and hints; who writes a function needs the names
# No line begins with a part of a name or with its number: "$x$ = 1" becomes one formula, "*home sales* = 1" one piece.
SIGN_AND_NUMBER = re.compile(r"\$([^$]+)\$ = (-?[\d.]*\d)")
ROW_OF_A_TABLE = re.compile(r"(?<=[( ])\([-\d., ]+\)(?=[,)])")  # in a tuple of rows
NAME_AND_NUMBER = re.compile(r"([`*])[^`*]+\1 = ")
UNLABELLED = ("choice", "table")  # their fields have labels of their own
ROWS = 5  # of a field for code, at least
UNITS = {"share": "as a share", "points": "percentage points"}
PYTHON = 'from missing_middle.checks import check, parameters\n\ncase = parameters("{id}")\ncheck("{id}", ...)'
SIMPLE_TOOLS = (
    '<p class="quiz-tools" data-live hidden><button type="submit">Check</button> '
    '<button type="button" data-again hidden>Try again</button></p>\n'
)
PRINTED = (
    '<pre class="quiz-printed" data-printed tabindex="0" role="group" aria-label="What the code printed"{}></pre>\n'
)
CARRY = '<button type="button" data-carry="{carry}">Copy to the notebook</button>'
CLOSED = '<p class="quiz-tools" data-live hidden><button type="button" data-open>{}</button></p>\n'
TOOLS = {
    "table": CLOSED.format("Fill in the table")
    + '<div class="quiz-rows quiz-grid" data-grid hidden></div>\n'
    + SIMPLE_TOOLS.replace("data-live", "data-filled").replace("</p>", f" {CARRY}</p>"),
    "text": '<p class="quiz-quiet" data-count></p>\n'
    + CLOSED.format("Compare with the rubric").replace("</p>", f" {CARRY}</p>")
    + '<div class="quiz-rubric" data-rubric hidden></div>\n',
    "function": '<p class="quiz-quiet" data-live hidden>The code runs in this page, in a small Python of its own. '
    "Check calls your function at the public points; grading in the notebook also asks at others.</p>\n"
    '<p class="quiz-tools" data-live hidden><button type="button" data-run>Run</button> '
    f'<button type="submit">Check</button> {CARRY} '
    '<button type="button" data-again>Start again</button></p>\n' + PRINTED.format(" hidden"),
}


class quiz(nodes.General, nodes.Element):
    """The questions, with their data in ``items``."""


class quiz_item(nodes.General, nodes.Element):
    """One question: a form, then where to solve it with Python."""


class quiz_form(nodes.General, nodes.Element):
    """What is asked, and the field or the options."""


class quiz_rows(nodes.General, nodes.Element):
    """A table that scrolls in a box of its own."""


class quiz_ask(nodes.General, nodes.Element):
    """What the answer is; the label of the field."""


class quiz_option(nodes.General, nodes.Element):
    """One statement to choose."""


class quiz_python(nodes.General, nodes.Element):
    """The way to the notebook."""


class Quiz(SphinxDirective):
    """Name of a set, then, if not all are wanted, the ids of questions."""

    required_arguments = 1
    optional_arguments = 40

    def run(self):
        name, *wanted = self.arguments
        self.note_checks()
        try:
            items = chosen(computed(self.env, public_items, name), wanted)
        except ValueError as error:
            raise self.error(str(error)) from None
        seen = {item["id"] for node in self.state.document.findall(quiz) for item in node["items"]}
        if twice := seen & {item["id"] for item in items}:
            raise self.error(f"{', '.join(sorted(twice))} stands in this page already.")
        box = quiz("", *(self.item(name, item) for item in items), items=items, set=name)
        return [box]

    def note_checks(self):
        """Have the page built again when a question, an answer or a hint has changed."""
        for file in (*sorted(CHECKS.rglob("*.py")), *GUIDES):
            self.env.note_dependency(str(file))

    def item(self, name, item):
        shown = in_symbols if item["kind"] in IN_SYMBOLS else str
        told, asked = (as_headed(text, item) for text in (item["stem"], question_text(item)))
        stem, options = self.stem(shown(told)), self.options_of(item, shown)
        ask = quiz_ask("", *self.words(shown(asked)), item=item)
        code = nodes.literal_block("", PYTHON.format(**item), language="python")
        python = quiz_python("", code, item=item, set=name)
        if names := names_in("\n".join([told, asked])) if shown is in_symbols else []:
            called = ", ".join(f"{in_symbols(f'`{one}`')} is `{one}`" for one in names)
            python += nodes.paragraph("", "", *self.words(f"In Python {called}."))
        return quiz_item("", quiz_form("", stem, ask, *options, item=item), python)

    def stem(self, text):
        stem = nodes.container(classes=["quiz-stem"])
        whole = text
        for kept_whole in (NAME_AND_NUMBER, ROW_OF_A_TABLE):
            whole = kept_whole.sub(lambda found: found[0].replace(" ", "\u00a0"), whole)
        whole = SIGN_AND_NUMBER.sub(r"${\1 = \2}$", whole)
        self.state.nested_parse(StringList(whole.splitlines()), self.content_offset, stem)
        for table in list(stem.findall(nodes.table)):
            table.replace_self(quiz_rows("", table.deepcopy()))
        return stem

    def options_of(self, item, shown, field="answer"):
        return [
            quiz_option("", *self.words(shown(option["text"])), field=field, letter=option["letter"])
            for option in item.get("options", ())
        ]

    def words(self, text):
        return self.state.inline_text(text, self.lineno)[0]


def chosen(items, wanted):
    """Return the items with the ``wanted`` ids, in that order, or all; raise ValueError for an id that is not there."""
    by_id = {item["id"]: item for item in items}
    if strange := [name for name in wanted if name not in by_id]:
        raise ValueError(f"id = {strange[0]!r} is not allowed: give some of {', '.join(by_id)}.")
    return [by_id[name] for name in wanted or by_id]


def as_headed(text, item):
    """Return a text that calls the columns to be filled as their heads do, although a model may have a symbol for one.

    >>> as_headed("`gain` and `tau`", {"columns": [{"name": "gain"}]})
    '*gain* and `tau`'
    """
    for column in item.get("columns", ()):
        text = text.replace(f"`{column['name']}`", f"*{column['name']}*")
    return text


def question_text(item):
    """Return the question; of other kinds what the answer is.

    >>> question_text({"kind": "choice", "asks": "Which one is general?"})
    'Which one is general?'
    >>> question_text({"kind": "text", "asks": "your reply in the cell below"})
    '**Your answer:** your reply in the box below'
    """
    if item["kind"] in ("value", "choice"):
        return item["asks"]
    return f"**Your answer:** {item['asks'].replace('in the cell below', 'in the box below')}"


def data_of(item, link):
    """Return what the script needs to judge ``item``; ``link(place)`` is an address, or None for one with no page."""

    def spoken_of(entry, *more):
        places = [{"name": place["name"], "href": link(place)} for place in entry["places"]]
        said = {key: entry[key] for key in (*more, *TOLD)} | {"places": [p for p in places if p["href"]]}
        return said | {"says": in_page(said["says"])}

    in_page = in_plain_symbols if item["kind"] in IN_SYMBOLS else str
    data = {key: item[key] for key in NEEDED[item["kind"]]}
    if "not_yet" in data:
        data["not_yet"] = in_page(data["not_yet"])
    if item["kind"] == "text":
        return data | guidance(item["id"])
    if item["kind"] == "table" and item["label"] in TEX:
        data["label"] = in_page(f"`{item['label']}`")
    if item["kind"] == "choice":
        return data | {"options": [spoken_of(option, "letter") for option in item["options"]]}
    answers = [spoken_of(answer, "value", "slack") for answer in item["answers"]]
    for one in answers if item["kind"] == "value" else ():
        if one["slack"] == NEAR * abs(one["value"]):  # as judge.js takes it where nothing is said
            del one["slack"]
    return data | {"answers": answers}


def data_by_name(builder, items):
    """Return what the script needs to judge, by question."""
    return {item["id"]: data_of(item, lambda place: address(builder, place)) for item in items}


def put_off(builder, items):
    """Write what judges the questions into a script that comes later; return what the page has to know of each."""
    data = data_by_name(builder, items)
    name = later_name(data)
    write(builder.app, {name: data})
    for item in items:
        module = (JUDGE | LATER)[item["kind"]]
        known = {"id": item["id"], "kind": item["kind"], "module": module, "script": touched()[module][0]}
        yield known | {"data": name} | ({"engine": engine()[0]} if item["kind"] == "function" else {})


def plain_script(data):
    """Return the element that carries data, as JSON that cannot end it."""
    plain = as_script(data).replace("<", "\\u003c")
    return f'<script type="application/json">{plain}</script>\n'


def address(builder, place):
    """Return the link from the current page to a place in the book, or None if its page is not in the book."""
    env, page = builder.env, page_of(place)
    if page not in env.found_docs:
        return None
    here = builder.current_docname
    base = "" if page == here else builder.get_relative_uri(here, page)
    if not place["heading"]:
        return base or "#"
    anchor = headings(env, page).get(place["heading"])  # one that is gone is reported by house.content.uses
    return base + anchor if anchor else base or None


def visit_quiz(writer, node):
    writer.body.append('<div class="quiz" data-quiz>\n')


def depart_quiz(writer, node):
    writer.body.append(
        '<noscript><p class="quiz-quiet">Without scripts this page cannot check answers; '
        "each question says how Python does.</p></noscript>\n"
        '<p class="quiz-tools" data-live hidden><button type="button" data-clear>Clear my answers</button> '
        f'<button type="button" data-carry="{touched()["carry.js"][0]}">Take my answers to the notebook</button> '
        '<span class="quiz-quiet" role="status" data-cleared>Your answers stay in this browser.</span></p>\n'
        f"{plain_script([*put_off(writer.builder, node['items'])])}</div>\n"
    )


def visit_item(writer, node):
    writer.body.append('<div class="quiz-item check">\n')


def depart_item(writer, node):
    writer.body.append("</div>\n")


def visit_form(writer, node):
    item = node["item"]
    # A form of a dialog that is in none goes nowhere: Enter before the scripts are there must not load the page anew.
    writer.body.append(
        f'<form id="{item["id"]}" data-question="{item["id"]}" data-kind="{item["kind"]}" '
        f'data-answer="{item["answer"]}" method="dialog" autocomplete="off" novalidate>'
        f"<fieldset><legend>{escape(item['title'])}</legend>\n"
    )


def depart_form(writer, node):
    item = node["item"]
    writer.body.append(TOOLS.get(item["kind"], SIMPLE_TOOLS).replace("{carry}", touched()["carry.js"][0]))
    writer.body.append(f'<p class="quiz-reply" id="{item["id"]}-reply" aria-live="polite"></p>\n</fieldset></form>\n')


def visit_ask(writer, node):
    item = node["item"]
    labels = item["kind"] not in UNLABELLED
    writer.body.append('<p class="quiz-ask">' + (f'<label for="{item["id"]}-answer">' if labels else ""))


def depart_ask(writer, node):
    item = node["item"]
    if item["kind"] in UNLABELLED:
        writer.body.append("</p>\n")
    elif item["kind"] == "text":
        writer.body.append(f"</label></p>\n{text_field(item)}")
    elif item["kind"] == "function":
        writer.body.append(f"</label></p>\n{code_field(item['id'], item['stub'])}")
    else:
        writer.body.append(f"</label></p>\n{number_field(item)}")


def number_field(item):
    """Return the field for a number, with its unit."""
    # Some telephones show no minus sign on the keyboard for decimals.
    keys = "decimal" if item["low"] is not None and item["low"] >= 0 else "text"
    unit = UNITS.get(item["unit"], item["unit"])
    described = f"{item['id']}-reply" + (f" {item['id']}-unit" if unit else "")
    shown = f' <span id="{item["id"]}-unit">{escape(unit)}</span>' if unit else ""
    return (
        f'<p class="quiz-field"><input type="text" inputmode="{keys}" name="answer" '
        f'id="{item["id"]}-answer" size="12" maxlength="40" spellcheck="false" '
        f'aria-describedby="{described}">{shown}</p>\n'
    )


def text_field(item):
    """Return the field for an answer in words."""
    return (
        f'<textarea class="quiz-text" name="answer" id="{item["id"]}-answer" rows="8" '
        f'aria-describedby="{item["id"]}-reply"></textarea>\n'
    )


def code_field(name, code):
    """Return the field for code, and what a keyboard does in it."""
    rows = max(ROWS, code.count("\n") + 2)
    return (
        f'<textarea class="quiz-code" name="answer" id="{name}-answer" rows="{rows}" wrap="off" spellcheck="false" '
        f'autocapitalize="none" autocorrect="off" translate="no" aria-describedby="{name}-keys">\n'
        f"{escape(code)}</textarea>\n"
        f'<p class="quiz-quiet" id="{name}-keys">Tab indents; Escape, then Tab, leaves the field.</p>\n'
    )


def visit_option(writer, node):
    writer.body.append(
        f'<label class="quiz-option"><input type="radio" name="{node["field"]}" '
        f'value="{node["letter"]}">'
        f"<span><b>{node['letter']})</b> "
    )


def depart_option(writer, node):
    writer.body.append("</span></label>\n")


def visit_rows(writer, node):
    writer.body.append('<div class="quiz-rows" tabindex="0" role="region" aria-label="The data of this question">\n')


def depart_rows(writer, node):
    writer.body.append("</div>\n")


def visit_python(writer, node):
    page, builder = f"exercises/{node['set']}", writer.builder
    name = f"exercise set {escape(node['set'])}"
    if page in builder.env.found_docs:
        name = f'<a href="{builder.get_relative_uri(builder.current_docname, page)}">{name}</a>'
    writer.body.append(
        '<details class="quiz-python"><summary>Solve it with Python</summary>\n'
        f"<p>This is question <code>{node['item']['id']}</code> of the {name}, with the same numbers and the same "
        "hints. In a notebook, put your answer in the place of the dots.</p>\n"
    )


def depart_python(writer, node):
    writer.body.append("</details>\n")


def add_files(app, pagename, templatename, context, doctree):
    asked = [] if doctree is None else [item for node in doctree.findall(quiz) for item in node["items"]]
    if asked:
        app.add_css_file("quiz.css")
        if any(item["kind"] in LATER for item in asked):
            ask(app, "later.js", early=True)
        ask(app, "quiz.js")


def setup(app):
    app.add_directive("quiz", Quiz)
    for node, html in {
        quiz: (visit_quiz, depart_quiz),
        quiz_item: (visit_item, depart_item),
        quiz_form: (visit_form, depart_form),
        quiz_ask: (visit_ask, depart_ask),
        quiz_option: (visit_option, depart_option),
        quiz_rows: (visit_rows, depart_rows),
        quiz_python: (visit_python, depart_python),
    }.items():
        app.add_node(node, html=html)
    app.connect("html-page-context", add_files)
