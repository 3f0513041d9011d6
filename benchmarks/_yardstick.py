"""A page that is always the same: how long it takes says what the machine and its browser were able to do just then."""

import random

WORDS, PARAGRAPHS, ITEMS = 40, 300, 3000
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>A yardstick</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="yardstick.css"><script defer src="yardstick.js"></script></head>
<body><h1>A yardstick</h1>
{paragraphs}
<ul></ul></body></html>"""
SHEET = """body { margin: 0 auto; max-width: 40rem; font: 1rem/1.6 serif }
ul { display: flex; flex-wrap: wrap; gap: 0.25rem }
li:nth-child(3n) { font-weight: bold }
"""
SCRIPT = """const list = document.querySelector("ul");
for (let i = 0; i < %d; i++) {
  const item = document.createElement("li");
  item.textContent = Math.sqrt(i).toFixed(3);
  list.append(item);
}
list.getBoundingClientRect();
"""


def write(folder):
    """Make ``folder`` with the page and what it asks for: text, a style sheet, and a script that adds a long list."""
    folder.mkdir()
    dice = random.Random(2007)
    word = ["".join(dice.choices("aeinorstlcdmu", k=dice.randint(2, 9))) for _ in range(2000)]
    paragraphs = "\n".join(f"<p>{' '.join(dice.choices(word, k=WORDS))}.</p>" for _ in range(PARAGRAPHS))
    (folder / "index.html").write_text(PAGE.format(paragraphs=paragraphs), encoding="utf8")
    (folder / "yardstick.css").write_text(SHEET, encoding="utf8")
    (folder / "yardstick.js").write_text(SCRIPT % ITEMS, encoding="utf8")
