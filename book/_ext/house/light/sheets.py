"""One style sheet a site, with the rules that it can use.

The theme and the extensions bring a dozen sheets, and a page is not painted before the last of them has come. They are
joined in their order, imports in place. A rule stays if one of its selectors asks only for classes that some page or
script of the site mentions, a variable if something asks for its value. The sheets themselves stay where they are:
slides use some of them. Those of explorables (``web/``) are for pages with one, and stay apart.
"""

import posixpath
import re
import zlib
from itertools import pairwise

import tinycss2

SHEET = "book.css"
LINK = re.compile(
    r'[ \t]*<link\b(?=[^>]*\brel="stylesheet")[^>]*\bhref="((?:\.\./)*)_static/(?!web/)([^"?]+\.css)[^"]*"[^>]*>\n?'
)
ADDRESS = re.compile(r"""url\((['"]?)(?!data:|[a-z]+:|[#/])([^'")]+)\1\)""")
IMPORT = re.compile(r"""@import\s+(?:url\()?(['"]?)([^'")]+)\1\)?\s*;""")
WORD = re.compile(r"[\w-]+")
VARIABLE = re.compile(r"--[\w-]+")
QUOTED = r"""(?:"[^"]*"|'[^']*')"""
VALUE = rf"""(?:url\((?:{QUOTED}|[^)"'])*\)|{QUOTED}|[^;{{}}"'])*"""
SET_VARIABLE = re.compile(rf"(?<=[{{;])\s*(--[\w-]+)\s*:({VALUE})(?:;|(?=\}}))")
GROUPS = ("media", "supports")
# It rounds corners that house.css makes square, and with it a browser styles a cell anew for each part that it reads.
IDLE, IDLE_IN = "div.cell:has(> *:nth-child(2))", "mystnb."


def merge_orders(lists):
    """Return one list that keeps the order of each; what one alone has comes after its neighbour."""
    order = []
    for names in sorted(lists, key=len, reverse=True):
        at = 0
        for name in names:
            if name in order:
                at = order.index(name) + 1
            else:
                order.insert(at, name)
                at += 1
    return order


def text_of(static, name):
    """Return a sheet with its imports in place and its addresses as seen from the folder ``static``."""
    place = posixpath.dirname(name)

    def inside(there):
        return posixpath.normpath(posixpath.join(place, there))

    text = (static / name).read_text(encoding="utf8").lstrip("\ufeff")
    text = re.sub(r'@charset\s+"[^"]*";', "", text)
    text = ADDRESS.sub(lambda found: f"url({found[1]}{inside(found[2])}{found[1]})", text)
    # an import's own address, if in url(), has been turned by the line above
    return IMPORT.sub(lambda m: text_of(static, m[2] if "url(" in m[0] else inside(m[2])), text)


def classes_of(selector):
    """Return the classes that an element must have; those inside ``:not()`` and its like are no demand."""
    return {token.value for dot, token in pairwise(selector) if dot == "." and token.type == "ident"}


def selectors_of(prelude):
    """Return the selectors between the commas of a rule's head, as lists of tokens."""
    found = [[]]
    for token in prelude:
        if token == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def prune(rules, known):
    """Return the text of those rules that ``known``, a test of a class's name, leaves a selector."""
    kept = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [
                tinycss2.serialize(one).strip()
                for one in selectors_of(rule.prelude)
                if all(map(known, classes_of(one)))
            ]
            selectors = [one for one in selectors if not one.startswith(IDLE)]
            if selectors:
                head = ",".join(selectors)
                body = tinycss2.serialize([token for token in rule.content if token.type != "comment"])
                kept.append(f"{head}{{{body.strip()}}}")
        elif rule.type == "at-rule" and rule.lower_at_keyword in GROUPS and rule.content is not None:
            inner = prune(tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True), known)
            if inner:
                kept.append(f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{inner}}}")
        else:
            kept.append(rule.serialize())
    return "\n".join(kept)


def without_idle_variables(css, texts):
    """Return the rules without variables whose value no property, page or script asks for, directly or through others.

    >>> without_idle_variables("a{--x:1;--y:var(--z);--z:2;top:var(--y)}", [])
    'a{--y:var(--z);--z:2;top:var(--y)}'
    """
    asks = {}
    for name, value in SET_VARIABLE.findall(css):
        asks.setdefault(name, set()).update(VARIABLE.findall(value))
    wanted, found = set(), set().union(*map(VARIABLE.findall, [SET_VARIABLE.sub("", css), *texts]))
    while found - wanted:
        wanted |= found
        found = set().union(*(asks.get(name, ()) for name in found))
    return SET_VARIABLE.sub(lambda one: one[0] if one[1] in wanted else "", css)


def class_test(texts):
    """Return the test whether a class is a word of the texts, or starts as a word that ends in a hyphen.

    A script may put a class together from such a start: ``"fa-" + name``.
    """
    words = set().union(*(WORD.findall(text) for text in texts))
    starts = tuple(word for word in words if word.endswith("-") and len(word.strip("-")) > 1)
    return lambda name: name in words or name.startswith(starts)


def demand_idle(static, names):
    """Raise ValueError if the sheet that has the idle rule no longer has it."""
    for name in names:
        if name.startswith(IDLE_IN) and IDLE not in (static / name).read_text(encoding="utf8"):
            raise ValueError(f"{name} should hold {IDLE!r}; is this another version of MyST-NB?")


def join(folder):
    """Write the one sheet of a built site, and have its pages ask for it."""
    static = folder / "_static"
    sheet = static / SHEET
    pages = {
        page: page.read_text(encoding="utf8") for page in sorted(folder.rglob("*.html")) if static not in page.parents
    }
    lists = [[name for _up, name in LINK.findall(text) if name != SHEET] for text in pages.values()]
    if sheet.exists():  # pages that were not written again no longer say what they need
        lists.append(re.match(r"/\* (.*) \*/", sheet.read_text(encoding="utf8"))[1].split())
    names = [name for name in merge_orders(lists) if (static / name).exists()]
    demand_idle(static, names)
    texts = [*pages.values(), *(f.read_text(encoding="utf8") for f in static.rglob("*.js"))]
    rules = tinycss2.parse_stylesheet(
        "\n".join(text_of(static, name) for name in names), skip_comments=True, skip_whitespace=True
    )
    text = f"/* {' '.join(names)} */\n{without_idle_variables(prune(rules, class_test(texts)), texts)}\n"
    sheet.write_text(text, encoding="utf8")
    mark = f"{zlib.crc32(text.encode()):08x}"
    for page, html in pages.items():
        if found := LINK.search(html):
            link = f'<link rel="stylesheet" href="{found[1]}_static/{SHEET}?v={mark}">\n'
            page.write_text(html[: found.start()] + link + LINK.sub("", html[found.start() :]), encoding="utf8")
