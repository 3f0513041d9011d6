"""From Python's names to the symbols of the text: what stands in code in a prompt, as a chapter sets it.

A name without a symbol, or code that is no formula, stays code.
"""

import ast
import re

from missing_middle.models.symbols import SYMBOLS

WORDS = {"wealth": r"\text{wealth}"}  # prompts use it as a word of their sentences
TEX = {row.code: row.symbol for row in SYMBOLS if row.symbol} | WORDS
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
    raise NoFormula


def _inner(node, products=False, powers=False):
    """The part of a formula, in brackets where its sign binds less than the sign outside."""
    loose = isinstance(node, ast.BinOp) and (
        powers or isinstance(node.op, ast.Add | ast.Sub) or (products and isinstance(node.op, ast.Mult | ast.Div))
    )
    return f"({_tex(node)})" if loose or (powers and isinstance(node, ast.UnaryOp)) else _tex(node)


def in_symbols(text):
    r"""Return a text whose formulas are maths, in prose, in the heads of tables and before a number's equals sign.

    >>> in_symbols("Your numbers: `tau` = 1.4, `size` = 2.")
    'Your numbers: $\\tau$ = 1.4, `size` = 2.'
    """
    text = CODE.sub(lambda found: _maths(found[1], found[0]), text)
    return HEAD.sub(
        lambda row: "|" + "|".join(f" {_maths(c.strip(), c.strip())} " for c in row[1].split("|")) + "|", text
    )


def _maths(code, otherwise):
    try:
        return f"${tex(code)}$"
    except NoFormula:
        return otherwise


def names_in(text):
    """Return the names of a text that :func:`in_symbols` turns into another sign, in order.

    >>> names_in("`tau` and `theta * k**alpha`, `size` and `k`")
    ['tau', 'theta', 'alpha']
    """
    found = [code for code in CODE.findall(text) if _maths(code, "")]
    found += [cell.strip() for row in HEAD.findall(text) for cell in row.split("|")]
    names = [name for code in found for name in re.findall(r"[A-Za-z_]\w*", code)]
    return [name for name in dict.fromkeys(names) if name not in WORDS and TEX.get(name, name) != name]
