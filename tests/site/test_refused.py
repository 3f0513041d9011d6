"""What the strict build refuses, and in which words: one site with a page for each fault, built once."""

import re

import pytest
from course_site import build

pytestmark = pytest.mark.long
BAD = """---
file_format: mystnb
kernelspec:
  name: python3
  display_name: Python 3
---

# Bad

A formula: $\\frac{a}$

![](mark.png)

```{code-cell} python
from IPython.display import SVG, display
SVG('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')
```

```{code-cell} python
view = {"version_major": 2, "version_minor": 0, "model_id": "abc"}
display({"application/vnd.jupyter.widget-view+json": view, "text/plain": "Explorable()"}, raw=True)
```
"""
# A directive that asks for what is not there, and what the build answers.
FAULTS = {
    "set": ("```{quiz} nowhere\n```", "set = 'nowhere' is not allowed"),
    "question": ("```{quiz} trade trade-q99\n```", "id = 'trade-q99' is not allowed: give some of trade-q1"),
    "test": ("```{inventory} mid-test\n```", "test = 'mid-test' is not allowed"),
    "cell": ("```{tryit} try-one\n:title: Try it\nprint('%.2f' % 0.125)\n```", "try-one: this Python prints"),
}


@pytest.fixture(scope="module")
def complaints(tmp_path_factory):
    pages = {"bad.md": BAD} | {f"{name}.md": f"# {name}\n\n{text}\n" for name, (text, _) in FAULTS.items()}
    done = build(tmp_path_factory.mktemp("refused") / "site", pages, {"suppress_warnings": ["image.not_readable"]})
    assert done.returncode != 0
    return done.stderr


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_not_there_is_an_error_on_its_line(complaints, name):
    assert re.search(rf"{name}\.md:3: ERROR: .*{re.escape(FAULTS[name][1])}", complaints)


def test_strict_build_names_the_line_of_a_wrong_formula(complaints):
    assert "bad.md:10: WARNING: This formula cannot be set: Unexpected end of input" in complaints


def test_strict_build_finds_pictures_without_words(complaints):
    assert complaints.count("has no alternative text") == 2


def test_strict_build_finds_a_widget_without_still(complaints):
    assert complaints.count("A widget has no still") == 1
