"""What types code into a page's questions, in whichever browser, and where plain solutions come from."""

import ast
import time
from functools import cache

import nbformat
from course_site import ROOT, SITE, pages_of

from missing_middle.checks.export import public_items
from missing_middle.checks.registry import SETS, UNGRADED

ITEMS = {item["id"]: item for name in SETS + UNGRADED for item in public_items(name) if item["kind"] == "function"}
TYPE = """((name, code, button) => {{
  const form = document.querySelector(`[data-question="${{name}}"], [data-try="${{name}}"]`);
  const field = form.elements.answer;
  field.focus();
  field.value = code;
  field.dispatchEvent(new Event("input", {{bubbles: true}}));
  form.querySelector(button).click();
}})({name!r}, {code!r}, {button!r})"""
FORM = 'document.querySelector(\'[data-question="{0}"], [data-try="{0}"]\')'
DONE = FORM + ".querySelector('[aria-disabled]') === null && " + FORM + ".querySelector('.quiz-reply').textContent"
CHECK, RUN = "[type=submit]", "[data-run]"


@cache
def asking():
    """The page of the built site that asks for each function."""
    found = {}
    for page in pages_of(SITE):
        text = page.read_text(encoding="utf8")
        found |= {name: page.relative_to(SITE).as_posix() for name in ITEMS if f'data-question="{name}"' in text}
    return found


def solution(name):
    """The course's own solution as somebody would type it into the page, with ``math``."""
    item, book = ITEMS[name], nbformat.read(ROOT / "solutions" / f"{name.rsplit('-', 1)[0]}.ipynb", 4)
    (cell,) = (c.source for c in book.cells if c.cell_type == "code" and f"def {item['answer']}(" in c.source)
    return f"import math\n\n{cell}\n"


def looked_up(name, values):
    """A function that looks its values up at the public points."""
    item = ITEMS[name]
    given = "(" + "".join(f"{argument}, " for argument in item["arguments"]) + ")"
    lines = [f"    if {given} == {call}: return {value!r}" for call, value in zip(item["calls"], values, strict=True)]
    return f"def {item['answer']}({', '.join(item['arguments'])}):\n" + "\n".join(lines) + "\n"


def called(name, code):
    """The function that the code defines, in this Python."""
    room = {}
    exec(compile(ast.parse(code), name, "exec"), room)
    return room[ITEMS[name]["answer"]]


def answer(tab, name, code, button=CHECK, seconds=20):
    """Type the code, press the button, and return what is said."""
    tab.read(TYPE.format(name=name, code=code, button=button))
    return tab.wait(DONE.format(name), seconds)


class Tab:
    """A page of Chromium, with what a Firefox of ``firefox.py`` has."""

    def __init__(self, page):
        self.page, self.said = page, []
        page.on("console", lambda m: self.said.append(m.text) if m.type in ("warning", "error") else None)
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def open(self, address):
        self.said.clear()
        self.page.goto(address)

    def read(self, expression):
        return self.page.evaluate(expression)

    def wait(self, expression, seconds=20):
        end = time.monotonic() + seconds  # the page's own waiting would evaluate text, which a policy may forbid
        while time.monotonic() < end:
            if value := self.read(expression):
                return value
            self.page.wait_for_timeout(20)
        raise AssertionError(f"not within {seconds} s: {expression}; the page said {self.said}")
