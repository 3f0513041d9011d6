"""The right answer of every question, typed into the built pages in whichever browser, and what is said to it."""

import json
from functools import cache

from course_site import SITE, pages_of
from page_python import solution

from missing_middle.checks.export import public_items
from missing_middle.checks.registry import SETS, UNGRADED

ITEMS = {item["id"]: item for name in SETS + UNGRADED for item in public_items(name) if item["kind"] != "text"}
KINDS = ("value", "choice", "table", "function")
# Types an answer, presses Check and tells what is said, how it is marked and how many milliseconds it took.
SOLVE = """(async (name, kind, given) => {{
  const form = document.querySelector(`[data-question="${{name}}"]`), reply = form.querySelector(".quiz-reply");
  const until = async (look) => {{
    for (let i = 0; !look(); i++) {{
      if (i > 4000) throw new Error(`${{name}} waits for nothing: ${{reply.textContent}}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }}
  }};
  const put = (field, text) => {{
    field.focus();
    field.value = text;
    field.dispatchEvent(new Event("input", {{bubbles: true}}));
  }};
  if (kind === "table") {{
    const fields = () => [...form.querySelectorAll("[data-grid] td > :first-child")];
    await new Promise((resolve) => setTimeout(resolve)); // WebKit: a click in this script hides the page's
    form.querySelector("[data-open]").click();
    await until(() => fields().length && !form.querySelector("[data-grid]").hidden);
    given.flat().forEach((entry, i) => put(fields()[i], entry));
  }} else if (kind === "choice") form.querySelector(`[value="${{given}}"]`).click();
  else put(form.elements.answer, given);
  const start = performance.now();
  form.querySelector("[type=submit]").click();
  await until(() => reply.textContent && reply.dataset.outcome && !form.querySelector("[aria-disabled]"));
  return JSON.stringify([reply.dataset.outcome, reply.textContent, performance.now() - start]);
}})({name!r}, {kind!r}, {given})"""


@cache
def asked():
    """The questions that a machine judges, by the page of the built site that asks them."""
    found = {}
    for page in pages_of(SITE):
        text = page.read_text(encoding="utf8")
        names = [name for name in ITEMS if f'data-question="{name}"' in text]
        if names:
            found[page.relative_to(SITE).as_posix()] = names
    return found


def typed(name):
    """The right answer, as somebody types it."""
    item = ITEMS[name]
    if item["kind"] == "function":
        return solution(name)
    if item["kind"] == "choice":
        return next(option["letter"] for option in item["options"] if option["outcome"] == "correct")
    right = item["answers"][0]["value"]
    if item["kind"] == "value":
        return in_digits(right)
    return [[entry if isinstance(entry, str) else in_digits(entry) for entry in row] for row in right]


def in_digits(value):
    """A number in six digits, with the decimal comma that many readers write."""
    return f"{value:.6g}".replace(".", ",")


def solve(tab, name):
    """Outcome, sentence and milliseconds of the right answer to a question of the page that is open."""
    return json.loads(tab.read(SOLVE.format(name=name, kind=ITEMS[name]["kind"], given=json.dumps(typed(name)))))


def sample():
    """The shortest page that asks each kind, and one question of this kind there."""
    for kind in KINDS:
        there = {page: [n for n in names if ITEMS[n]["kind"] == kind] for page, names in asked().items()}
        page = min((page for page in there if there[page]), key=lambda page: (SITE / page).stat().st_size)
        yield page, there[page][0]
