"""From Python's names to the symbols of the text: what stands in code in a prompt or a hint, as a chapter sets it.

A name of words without a symbol becomes these words; code that is no formula stays code.
"""

import ast
import re

from house.content.search import GREEK
from missing_middle.models.symbols import SYMBOLS

WORDS = {"wealth": r"\text{wealth}"}  # prompts use it as a word of their sentences
OWN = {  # of questions alone
    "par": "s",
    "phi_autarky": r"\varphi_a",
    "phi_domestic": r"\varphi^{*}",
    "phi_export": r"\varphi_x",
    "tau_after": r"\tau'",
}
TEX = {row.code: row.symbol for row in SYMBOLS if row.symbol} | WORDS | OWN
CODE = re.compile(r"`([^`\n]+)`")
HEAD = re.compile(r"^\|(.*)\|(?=\n\|-)", re.MULTILINE)
SIGNS = {ast.Mult: r"\,", ast.Div: " / "}


class NoFormula(Exception):
    """Some of the code has no symbol."""


def tex(code):
    r"""Return a formula as TeX; raise NoFormula for other code.

    >>> tex("a0"), tex("theta * k**alpha"), tex("a * G * exp(-G / delta)"), tex("(a + b) * c")
    ('a_0', '\\theta\\,k^{\\alpha}', 'a\\,G\\,e^{-G / \\delta}', '(a + b)\\,c')
    """
    try:
        return _tex(ast.parse(code, mode="eval").body)
    except SyntaxError:
        raise NoFormula from None


def _tex(node):
    match node:
        case ast.Name(id=name) if name in TEX:
            return TEX[name]
        case ast.Name(id=name) if len(name) == 1:
            return name
        case ast.Name(id=name) if len((head := name.partition("_"))[0]) < 3 or TEX.get(head[0], "")[:1] == "\\":
            return _with_index(TEX.get(head[0], head[0]), head[2])
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return str(value)
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            return "-" + _inner(inner)
        case ast.BinOp(left=base, op=ast.Pow(), right=power):
            return f"{_inner(base, powers=True)}^{{{_tex(power)}}}"
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _tex(left) + " + " + _tex(right)
        case ast.BinOp(left=left, op=ast.Sub(), right=right):
            return _tex(left) + " - " + _inner(right)
        case ast.BinOp(left=left, op=ast.Mult() | ast.Div() as op, right=right):
            return _inner(left) + SIGNS[type(op)] + _inner(right, products=type(op) is ast.Div)
        case ast.Call(func=ast.Name(id="exp"), args=[inner]):
            return f"e^{{{_tex(inner)}}}"
        case ast.Call(func=ast.Name(id="log" | "ln"), args=[inner]):
            return rf"\ln({_tex(inner)})"
    raise NoFormula


def _with_index(symbol, index):
    base, _, own = symbol.partition("_")
    return f"{base}_{{{own}{',' if own else ''}\\text{{{index.replace('_', ' ')}}}}}"


def _inner(node, products=False, powers=False):
    """The part of a formula, in brackets where its sign binds less than the sign outside."""
    loose = isinstance(node, ast.BinOp) and (
        powers or isinstance(node.op, ast.Add | ast.Sub) or (products and isinstance(node.op, ast.Mult | ast.Div))
    )
    return f"({_tex(node)})" if loose or (powers and isinstance(node, ast.UnaryOp)) else _tex(node)


def in_symbols(text):
    r"""Return a text whose formulas are maths, in prose, in the heads of tables and before a number's equals sign.

    >>> in_symbols("Your numbers: `tau` = 1.4, `home_sales` = 2, `G_stable` = 3.")
    'Your numbers: $\\tau$ = 1.4, *home sales* = 2, $G_{\\text{stable}}$ = 3.'
    """
    text = CODE.sub(lambda found: _maths(found[1]) or _words(found[1]) or found[0], text)
    return HEAD.sub(
        lambda row: "|" + "|".join(f" {_maths(c) or c} " for c in map(str.strip, row[1].split("|"))) + "|", text
    )


def in_plain_symbols(text):
    r"""Return a text whose formulas stand between dollar signs, with index and power in braces, and nothing of TeX.

    >>> in_plain_symbols("`(x_min / phi) ** k` is above `phi`, `c_bar` and `home_sales`; `a.b` stays.")
    '$(x_{min} / φ)^{k}$ is above $φ$, $c̄$ and $home sales$; `a.b` stays.'
    """

    def plain(found):
        if shown := _maths(found[1]):
            return PLAIN.sub(lambda part: next(SIGN_OF[n](part[n]) for n in SIGN_OF if part[n]), shown)
        return f"${_words(found[1])[1:-1]}$" if _words(found[1]) else found[0]

    return CODE.sub(plain, text)


PLAIN = re.compile(
    r"\\text\{(?P<text>[^}]*)\}|\\bar (?P<bar>.)|\\(?P<greek>[a-z]+)|(?P<thin>\\,)|(?P<index>_[^{])|(?P<stars>\^\{\*\})"
)
SIGN_OF = {
    "text": str,
    "bar": lambda letter: letter + "\u0304",
    "greek": lambda name: GREEK.get(name, name),
    "thin": lambda _: "\u202f",
    "index": lambda index: f"_{{{index[1:]}}}",
    "stars": lambda _: "*",
}


def _maths(code):
    """A formula between dollar signs, or nothing for other code."""
    try:
        return f"${tex(code)}$"
    except NoFormula:
        return ""


def _words(code):
    """A name, or what stands in quotation marks, as words in italics; nothing for other code."""
    name = re.fullmatch(r'"?([A-Za-z][\w -]*)"?', code)
    return f"*{name[1].replace('_', ' ')}*" if name else ""


def names_in(text):
    """Return the names of a text that :func:`in_symbols` turns into another sign, in order.

    >>> names_in("`tau` and `theta * k**alpha`, `size`, `home_sales` and `k`")
    ['tau', 'theta', 'alpha', 'home_sales']
    """
    found = [code for code in CODE.findall(text) if _maths(code) or _words(code)]
    found += [cell.strip() for row in HEAD.findall(text) for cell in row.split("|")]
    names = [name for code in found for name in re.findall(r"[A-Za-z_]\w*", code) if code[0] != '"']
    return [name for name in dict.fromkeys(names) if name not in WORDS and _shown(name) != name]


def _shown(name):
    return (_maths(name) or _words(name))[1:-1]
