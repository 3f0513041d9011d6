"""What the page's Python does before and around a reader's code. MicroPython runs it, in the page's worker.

It has no door to the browser and no ``input``. It tells in plain data what happened: an error, or what a function
returns.
"""

import builtins
import gc
import io
import json
import sys

AWAY = ("js", "jsffi")  # the engine's ways to the browser
FILE = "your code"
PLACE = f'File "{FILE}", line '
own_import = builtins.__import__


def guarded_import(name, *rest):
    if name.split(".")[0] in AWAY:
        raise ImportError(f"no module named '{name}'")
    return own_import(name, *rest)


def no_input(*given):
    raise RuntimeError("input()")


if sys.implementation.name == "micropython":  # tools that look for tests in every file import this one elsewhere
    builtins.__import__ = guarded_import
state = {}


def told(error):
    """Class, words and the innermost line of the reader's code of an error."""
    out = io.StringIO()
    sys.print_exception(error, out)
    lines = [line.split(PLACE)[1] for line in out.getvalue().split("\n") if PLACE in line]
    line = int(lines[-1].split(",")[0]) if lines else None
    return {"kind": type(error).__name__, "says": str(error), "line": line}


def run(code):
    """Run the code in a fresh room; return its error as JSON, or null."""
    room = {"__name__": "__main__", "input": no_input}
    state["room"] = room
    try:
        exec(compile(code, FILE, "exec"), room)
    except BaseException as error:
        room.clear()  # what may have filled the memory
        gc.collect()
        return json.dumps(told(error))
    return "null"


def ask(name, names, calls):
    """Call what the code names ``name`` at each of ``calls``; return as JSON what came of it."""
    room = state["room"]
    if name not in room:
        own = [other for other in room if callable(room[other]) and other != "input"]
        return json.dumps({"missing": own})
    function = room[name]
    if function is None or function is Ellipsis:
        return json.dumps({"values": [["untouched"]]})
    if not callable(function) or isinstance(function, type):
        return json.dumps({"other": described(function)})
    points = [eval(call, {}) for call in calls]
    for by_name in (True, False):
        values = [value_at(function, names, point, by_name) for point in points]
        if values[0] != ["unbound"]:
            break
    return json.dumps({"values": values})


def value_at(function, names, point, by_name):
    try:
        result = function(**dict(zip(names, point))) if by_name else function(*point)  # noqa: B905
    except NotImplementedError:
        return ["untouched"]
    except BaseException as error:
        gc.collect()
        said = told(error)
        return ["unbound"] if said["kind"] == "TypeError" and said["line"] is None else ["raises", said]
    if result is None:
        return ["none"]
    return ["untouched"] if result is Ellipsis else described(result)


def described(value):
    """What a value is: a number, or the name and the parts of a sentence about it."""
    name = type(value).__name__
    if isinstance(value, bool):
        return ["bool"]
    if isinstance(value, (int, float)):
        return sized(value, float(value))
    if isinstance(value, str):
        return ["text", value.strip()[:40]]
    if name == "complex":
        return ["complex"]
    if isinstance(value, (list, tuple, set, frozenset, dict)):
        return ["entries", name, len(value)]
    return ["function"] if callable(value) and not isinstance(value, type) else ["kind", name]


def sized(value, number):
    if number != number:
        return ["nan"]
    if number in (float("inf"), float("-inf")):
        return ["infinite" if isinstance(value, float) else "too large"]
    return ["number", number]
