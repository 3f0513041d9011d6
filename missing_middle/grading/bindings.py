"""Which names does a cell give a value to? Read line by line, in time that grows with the length of the cell only.

Nothing here runs or parses a student's code: a line is cut at its equals signs; what stands before them is looked at.
"""

import re

LONGEST_LINE, LONGEST_CELL = 5_000, 200_000  # characters; what is longer is no answer that a person has written
COMPARED = re.compile(r"[=!<>:]=|=(?==)")
DEFINED = re.compile(r"(?:async\s+)?(?:def|class)\s+(\w+)")
WORDS = re.compile(r"[\w\s,()\[\]*.]*")


def bound_names(source):
    """Names bound by assignment, ``def`` or ``class``, as ``(at the margin, anywhere)``.

    >>> bound_names("share = 1 / 3"), bound_names("share == 1")
    (({'share'}, {'share'}), (set(), set()))
    >>> at_margin, anywhere = bound_names("a = b, c = 1, 2\\nif a:\\n    d: float = 3\\ndef f(n=1):\\n    return n")
    >>> sorted(at_margin), sorted(anywhere)
    (['a', 'b', 'c', 'f'], ['a', 'b', 'c', 'd', 'f'])
    """
    at_margin, anywhere = set(), set()
    for line in source[:LONGEST_CELL].splitlines():
        if len(line) > LONGEST_LINE or ("=" not in line and "def " not in line and "class " not in line):
            continue
        for part in line.split(";") if ";" in line else (line,):
            names = _bound_in(part.strip())
            anywhere |= names
            if not line.startswith((" ", "\t")):
                at_margin |= names
    return at_margin, anywhere


def _bound_in(line):
    defined = DEFINED.match(line)
    if defined:
        return {defined.group(1)}
    parts = COMPARED.sub("\0", line).split("=")
    names = set()
    for place, part in enumerate(parts[:-1]):
        target = part.rstrip("+-*/%&|^@<> ")
        if place == 0:
            target = target.split(":", 1)[0]  # an annotation
        if "\0" in target or not WORDS.fullmatch(target) or ("(" in target and not target.lstrip().startswith("(")):
            break
        names |= {word.strip(" ()[]*") for word in target.split(",")}
    return {name for name in names if name.isidentifier()}
