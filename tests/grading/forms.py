"""Every form in which an answer may honestly be written, and some in which it may not: code for one answer cell.

``RIGHT`` stands for the right answer of the question, ``NAME`` for the name of the answer, and for a table ``LABELS``,
``LABEL`` and ``COLUMN`` for its rows. What is due to each form is not written here: the notebook's own check says it.
"""

from classroom import SOLVED, cell

from missing_middle.checks.registry import question_of
from missing_middle.checks.variants import PUBLIC, case_of

HONEST = "".join(cell(SOLVED, "trade-q3")["source"]).replace("def domestic_share", "def honest")
IMPORTS = """import collections, decimal, enum, fractions, functools
import numpy as np, pandas as pd
"""
NUMBERS = {
    "float": "NAME = RIGHT",
    "numpy-float": "NAME = np.float64(RIGHT)",
    "numpy-short": "NAME = np.float32(RIGHT)",
    "numpy-long": "NAME = np.longdouble(RIGHT)",
    "numpy-half": "NAME = np.float16(RIGHT)",
    "numpy-point": "NAME = np.array(RIGHT)",
    "numpy-one": "NAME = np.array([RIGHT])",
    "decimal": "NAME = decimal.Decimal(repr(RIGHT))",
    "decimal-that-signals": "NAME = decimal.Decimal('sNaN')",
    "fraction": "NAME = fractions.Fraction(RIGHT)",
    "own-float": "class Share(float): pass\nNAME = Share(RIGHT)",
    "whole": "NAME = 3",
    "whole-of-an-enum": "class Few(enum.IntEnum):\n    ONE = 1\nNAME = Few.ONE",
    "enormous": "NAME = 10**400",
    "large": "NAME = 10**100",
    "series-of-one": "NAME = pd.Series([RIGHT])",
    "taken-from-series": "NAME = pd.Series([RIGHT]).iloc[0]",
    "frame-of-one": "NAME = pd.DataFrame({'a': [RIGHT]})",
    "list": "NAME = [RIGHT]",
    "tuple": "NAME = RIGHT,",
    "decimal-comma": "NAME = 0,25",
    "set": "NAME = {RIGHT}",
    "text": "NAME = str(RIGHT)",
    "per-cent": "NAME = f'{100 * RIGHT}%'",
    "hundredfold": "NAME = 100 * RIGHT",
    "complex": "NAME = complex(RIGHT)",
    "numpy-complex": "NAME = np.complex128(RIGHT)",
    "truth": "NAME = True",
    "numpy-truth": "NAME = np.bool_(True)",
    "nothing": "NAME = None",
    "dots": "NAME = ...",
    "no-number": "NAME = float('nan')",
    "infinite": "NAME = float('inf')",
    "missing-of-pandas": "NAME = pd.NA",
    "time": "NAME = pd.Timestamp(0)",
    "function": "NAME = lambda: RIGHT",
    "class": "NAME = float",
    "object": "NAME = object()",
}
WORDS = {
    "list": "NAME = list(RIGHT)",
    "tuple": "NAME = tuple(RIGHT)",
    "dict": "NAME = dict(zip(LABELS, RIGHT))",
    "dict-in-another-order": "NAME = dict(reversed(list(zip(LABELS, RIGHT))))",
    "ordered": "NAME = collections.OrderedDict(zip(LABELS, RIGHT))",
    "default": "NAME = collections.defaultdict(str, zip(LABELS, RIGHT))",
    "keys-of-numpy": "NAME = dict(zip(np.array(LABELS), np.array(RIGHT)))",
    "user-dict": "NAME = collections.UserDict(zip(LABELS, RIGHT))",
    "named-tuple": "NAME = collections.namedtuple('Six', 'a b c d e f')(*RIGHT)",
    "own-list": "class Fates(list): pass\nNAME = Fates(RIGHT)",
    "deque": "NAME = collections.deque(RIGHT)",
    "generator": "NAME = (one for one in RIGHT)",
    "values": "NAME = dict(zip(LABELS, RIGHT)).values()",
    "array": "NAME = np.array(RIGHT)",
    "array-of-objects": "NAME = np.array(RIGHT, dtype=object)",
    "array-in-two": "NAME = np.array(RIGHT).reshape(2, 3)",
    "series": "NAME = pd.Series(RIGHT)",
    "series-by-label": "NAME = pd.Series(RIGHT, index=LABELS)",
    "series-in-another-order": "NAME = pd.Series(RIGHT, index=LABELS).iloc[::-1]",
    "series-of-categories": "NAME = pd.Series(RIGHT, index=LABELS, dtype='category')",
    "series-of-strings": "NAME = pd.Series(RIGHT, index=LABELS, dtype='string')",
    "categories": "NAME = pd.Categorical(RIGHT)",
    "index": "NAME = pd.Index(RIGHT)",
    "strings-of-pandas": "NAME = pd.array(RIGHT, dtype='string')",
    "cut": """opened = world(q4)
cuts = [0, opened.phi_domestic, opened.phi_export, opened.phi_winner, float('inf')]
NAME = pd.cut(list(q4.phi), cuts, labels=['exit', 'home', 'export-less', 'export-more'], right=False)""",
    "selected": """opened = world(q4)
phi = np.array(q4.phi)
NAME = np.select([phi < opened.phi_domestic, phi < opened.phi_export, phi < opened.phi_winner],
                 ['exit', 'home', 'export-less'], 'export-more')""",
    "frame": "NAME = pd.DataFrame({LABEL: LABELS, COLUMN: RIGHT})",
    "frame-by-index": "NAME = pd.DataFrame({COLUMN: RIGHT}, index=LABELS)",
    "frame-by-named-index": "NAME = pd.DataFrame({LABEL: LABELS, COLUMN: RIGHT}).set_index(LABEL)",
    "frame-of-categories": "NAME = pd.DataFrame({LABEL: LABELS, COLUMN: pd.Categorical(RIGHT)})",
    "frame-in-style": "NAME = pd.DataFrame({LABEL: LABELS, COLUMN: RIGHT}).style.hide(axis='index')",
    "series-in-style": "NAME = pd.Series(RIGHT, index=LABELS, name=COLUMN).to_frame().style",
    "wrong-frame-in-style": "NAME = pd.DataFrame({LABEL: LABELS, COLUMN: RIGHT[::-1]}).style",
    "frame-with-more": "NAME = pd.DataFrame({LABEL: LABELS, COLUMN: RIGHT, 'when': pd.Timestamp(0), 'x': [{1}] * 6})",
    "frame-with-intervals": """NAME = pd.DataFrame({LABEL: LABELS, COLUMN: RIGHT, 'band': pd.cut(range(6), 3)})""",
    "frame-of-another-column": "NAME = pd.DataFrame({LABEL: LABELS, 'other': RIGHT})",
    "upper-case": "NAME = [word.upper() + ' ' for word in RIGHT]",
    "one-wrong": "NAME = ['exit'] + list(RIGHT)[1:]",
    "one-missing": "NAME = [None] + list(RIGHT)[1:]",
    "one-dotted": "NAME = [...] + list(RIGHT)[1:]",
    "all-dotted": "NAME = [...] * 6",
    "one-odd": "NAME = [object()] + list(RIGHT)[1:]",
    "short": "NAME = list(RIGHT)[1:]",
    "strings-of-an-enum": """class Fate(str, enum.Enum):
    A, B, C, D = 'exit', 'home', 'export-less', 'export-more'
NAME = [Fate(word) for word in RIGHT]""",
}
LETTERS = {
    "letter": "NAME = RIGHT",
    "upper-case": "NAME = RIGHT.upper()",
    "bracket": "NAME = ' ' + RIGHT + ') '",
    "numpy": "NAME = np.str_(RIGHT)",
    "point": "NAME = np.array(RIGHT)",
    "own": "class Letter(str): pass\nNAME = Letter(RIGHT)",
    "list": "NAME = [RIGHT]",
    "bytes": "NAME = RIGHT.encode()",
    "number": "NAME = 1",
    "empty": "NAME = ''",
    "sentence": "NAME = 'the letter is ' + RIGHT",
}
# ``honest`` is the function of the published solution.
FUNCTIONS = {
    "def": "NAME = honest",
    "lambda": "NAME = lambda n, tau, f_ratio, k, sigma: honest(n, tau, f_ratio, k, sigma)",
    "other-names": "def NAME(a, b, c, d, e): return honest(a, b, c, d, e)",
    "any-names": "def NAME(**point): return honest(**point)",
    "any-arguments": "def NAME(*args, **point): return honest(*args, **point)",
    "default": "def NAME(n, tau, f_ratio, k, sigma, *, digits=None): return honest(n, tau, f_ratio, k, sigma)",
    "too-few": "def NAME(n): return 0.5",
    "partial": "NAME = functools.partial(honest)",
    "cached": "NAME = functools.lru_cache(honest)",
    "vectorized": "NAME = np.vectorize(honest)",
    "object": "class Share:\n    def __call__(self, **point): return honest(**point)\nNAME = Share()",
    "numpy": "def NAME(**point): return np.float32(honest(**point))",
    "numpy-double": "def NAME(**point): return np.float64(honest(**point))",
    "point": "def NAME(**point): return np.array(honest(**point))",
    "array": "def NAME(**point): return np.array([honest(**point)])",
    "decimal": "def NAME(**point): return decimal.Decimal(honest(**point))",
    "text": "def NAME(**point): return str(honest(**point))",
    "complex": "def NAME(**point): return complex(honest(**point))",
    "nothing": "def NAME(**point): print(honest(**point))",
    "dots": "def NAME(**point): ...",
    "returned-dots": "def NAME(**point): return ...",
    "not-yet": "def NAME(**point): raise NotImplementedError",
    "error": "def NAME(**point): raise KeyError('x')",
    "generator": "def NAME(**point): yield honest(**point)",
    "called": "NAME = honest(1, 1.5, 1, 4, 3)",
    "class": "NAME = dict",
    "counts-its-calls": "calls = []\ndef NAME(**point):\n    calls.append(1)\n    return honest(**point)",
}

# What honest students write around an answer: each of these gives NAME the right value in a notebook.
HABITS = {
    "timed": "%%time\nNAME = RIGHT",
    "timed-line": "%time NAME = RIGHT",
    "captured": "%%capture out\nNAME = RIGHT\nprint(1)",
    "figures-as-widgets": "%matplotlib widget\nNAME = RIGHT",
    "figures-in-windows": "%matplotlib qt\nNAME = RIGHT",
    "sharp-figures": "%config InlineBackend.figure_format='retina'\nNAME = RIGHT",
    "reloaded": "%load_ext autoreload\n%autoreload 2\nNAME = RIGHT",
    "into-a-widget": "from ipywidgets import Output\nout = Output()\nwith out:\n    NAME = RIGHT\ndisplay(out)",
    "interactive": "from ipywidgets import interact\ninteract(lambda x: x, x=(0.0, 1.0))\nNAME = RIGHT",
    "displayed": "NAME = RIGHT\ndisplay(NAME)",
    "inner-name": "def solve():\n    global NAME\n    NAME = RIGHT\nsolve()",
    "walrus": "print(NAME := RIGHT)",
    "last-of-a-loop": "for NAME in [0.1, RIGHT]:\n    pass",
    "installs": "%pip install numpy\n!pip install numpy\nNAME = RIGHT",
    "lists-files": "files = !ls ../data\nassert files\nNAME = RIGHT",
    "awaits": "import asyncio\nawait asyncio.sleep(0.01)\nNAME = RIGHT",
    "asks-for-help": "help(len)\nmelitz_symmetric?\nNAME = RIGHT",
    "leaves": "NAME = RIGHT\nexit()",
    "stops-after": "NAME = RIGHT\n1 / 0",
    "processes": "from multiprocessing import Pool\nimport math\nwith Pool(2) as pool:\n"
    "    pool.map(math.sqrt, [1, 4])\nNAME = RIGHT",
    "indented": "    NAME = RIGHT",
    "strict-warnings": "import warnings\nwarnings.simplefilter('error')\nNAME = RIGHT",
    "saves": "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.savefig('a.png')\nplt.show()\nNAME = RIGHT",
    "sleeps": "import time\ntime.sleep(2)\nNAME = RIGHT",
    "talks": "import tempfile, getpass, logging\nlogging.warning(getpass.getuser())\nNAME = RIGHT",
    "own-module": "%%writefile helper.py\nVALUE = RIGHT",  # and the next cell imports it
    "last-value": "RIGHT",  # and the next cell uses it
}
NEXT = {"own-module": "from helper import VALUE\nNAME = VALUE", "last-value": "NAME = _"}


def every_form():
    """``(question id, name of the form, code)`` of the set ``trade``."""
    for question_id, group in (
        ("trade-q1", NUMBERS),
        ("trade-q3", FUNCTIONS),
        ("trade-q4", WORDS),
        ("trade-q7", LETTERS),
    ):
        for name, code in group.items():
            yield question_id, name, code


def written(question_id, form, token=PUBLIC, imports=True):
    """An answer cell in one of the forms, with the numbers of a token."""
    question = question_of(question_id)
    case = case_of(question, token)
    source, answer = form.replace("NAME", question.answer), None
    if question.kind == "table":
        column = next(iter(question.form.columns))
        answer = [row[0] for row in question.right(case)]
        labels, label = list(case[question.form.label]), question.form.label
        source = source.replace("LABELS", repr(labels)).replace("LABEL", repr(label)).replace("COLUMN", repr(column))
    elif question.kind != "function":
        answer = question.right(case)
    source = source.replace("RIGHT", repr(answer))
    return f"{IMPORTS}{HONEST if question.kind == 'function' else ''}\n{source}" if imports else source
