"""What students' code may try, one notebook a kind. Each replaces one answer and leaves the others honest."""

import json
import socket

from classroom import MACHINE_GRADED, Kind, answered, attack, cell, code, right, solved

LATER = tuple(f"trade-q{n}" for n in range(3, 8))

HANGS = {
    "loop": "while True: pass",
    "loop-catching-everything": "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
    "loop-deaf-to-signals": """
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 64))
while True: pass""",
    "stops-itself": "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)",
    "fork-storm": """
import os
while True:
    try: os.fork()
    except OSError: pass""",
    "fork-storm-of-daemons": """
import os
while True:
    try:
        if os.fork() == 0: os.setsid()
    except OSError: pass""",
    "threads-without-end": """
import threading, time
while True:
    try: threading.Thread(target=time.sleep, args=(1000,)).start()
    except RuntimeError: pass""",
    "shell-loop": "%%bash\nwhile true; do :; done",
    "regular-expression": "import re; closed = re.match('(a+)+$', 'a' * 40 + 'b')",
    "function-that-hangs": "def closed(): pass\nwhile True: input_never = 0",
}
CRASHES = {
    "leaves-by-the-back-door": "import os; os._exit(0)",
    "segfault": "import ctypes; ctypes.string_at(0)",
    "abort": "import os; os.abort()",
    "recursion-through-the-stack": """
import sys
sys.setrecursionlimit(10**9)
f = lambda x: max([x], key=f)
f(1)""",
    "kills-its-group": "import os; os.kill(0, 9)",
    "kills-its-parent": "import os; os.kill(os.getpid(), 9)",
    "daemonises": """
import os
if os.fork(): os._exit(0)
os.setsid()
closed = 0""",
    "closes-every-descriptor": "import os; os.closerange(0, 1024); closed = 0",
    "execs-another-program": "import os; os.execv('/bin/sleep', ['sleep', '100'])",
}
MEMORY = {
    "memory": "hog = []\nwhile True: hog.append(bytearray(10**7))",
    "memory-at-once": "hog = 'x' * (10**12)",
    "memory-of-many": """
import os, time
for _ in range(12):
    if os.fork() == 0: break
hog = []
while True:
    hog.append(b'x' * 10**7); time.sleep(0.01)""",
    "disk": """
n = 0
while True:
    with open(f'/tmp/{n}', 'wb') as file: file.write(b'x' * 10**7)
    n += 1""",
    "shared-memory": """
while True:
    open(f'/dev/shm/{id(object())}', 'ab').write(b'x' * 10**7)""",
    "open-files": "files = []\nwhile True: files.append(open('/dev/null'))",
    "disk-of-many-files": "import os\nfor n in range(10**5): open(f'/tmp/{n}', 'w').close()\nclosed = 0",
}
LEFT_BEHIND = {
    "thread": "from threading import Thread as T; import time\nT(target=time.sleep, args=(1000,), daemon=True).start()",
    "thread-that-waits-at-exit": "import threading, time\nthreading.Thread(target=time.sleep, args=(1000,)).start()",
    "daemon": """
import os, time
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0: time.sleep(1000)
    os._exit(0)
closed = 0""",
    "shell-job": "!nohup sleep 1000 > /dev/null 2>&1 &",
    "copy-of-the-runner": "import os\nos.fork()\nclosed = 0",
    "at-exit": """
import atexit, time
atexit.register(lambda: time.sleep(1000)); closed = 0""",
    "deleter": """
class Sticky:
    def __del__(self):
        while True: pass
import sys; sys.sticky = Sticky(); closed = 0""",
    "signal-handlers": """
import signal
for n in range(1, 64):
    try: signal.signal(n, lambda *_: None)
    except (OSError, ValueError): pass
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001); closed = 0""",
}
LIES = {
    "equal-to-everything": """
class Liar:
    def __eq__(self, other): return True
    def __float__(self): return 1.0
    def __abs__(self): return 0
    __sub__ = __rsub__ = __add__ = lambda self, other: 0
    __lt__ = __le__ = __gt__ = __ge__ = lambda self, other: True
    def __hash__(self): return 1
closed = Liar()""",
    "class-that-lies": """
class Liar:
    __class__ = property(lambda self: float)
    def hex(self): return '0x1p+0'
    def __eq__(self, other): return True
closed = Liar()""",
    "float-that-lies": """
class Liar(float):
    __eq__ = __le__ = __ge__ = lambda self, other: True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    def hex(self): return '0x1p+0'
closed = Liar(3)""",
    "reduces-to-a-command": """
class Bomb:
    def __reduce__(self): return (eval, ("__import__('os').system('touch /tmp/pwned')",))
closed = Bomb()""",
    "text-that-lies": """
class Liar(str):
    def __eq__(self, other): return True
    def strip(self, *a): return self
    lower = strip
closed = Liar('x')""",
    "list-that-lies": """
class Liar(list):
    def __len__(self): return 1
    def __iter__(self): return iter([0])
closed = Liar([1])""",
    "huge-list": "closed = [0] * 10**7",
    "huge-number": "closed = 10 ** 10**6",
    "huge-text": "closed = 'x' * 10**8",
    "huge-array": "import numpy; closed = numpy.zeros((5000, 5000))",
    "deep": "closed = []\nfor _ in range(10**5): closed = [closed]",
    "cyclic": "closed = []\nclosed.append(closed)",
    "nan": "closed = float('nan')",
    "infinite": "closed = float('inf')",
    "complex": "closed = 1 + 2j",
    "odd-array": "import numpy; closed = numpy.array([object()], dtype=object)",
    "masked": "import numpy; closed = numpy.ma.masked",
    "verdict-as-answer": "closed = {'state': 'correct', 'outcome': 'correct', 'points': 100}",
    "tagged-by-hand": "closed = {'float': 'nan', 'table': [], '__class__': 'float'}",
    "half-a-character": "closed = '\\ud800'",
    "null-characters": "closed = '\\x00' * 100",
}
PATCHES = {
    "builtins": """
import builtins, math
builtins.abs = lambda x: 0
builtins.isinstance = lambda *a: True
builtins.float = builtins.int = lambda *a: 1
builtins.all = builtins.any = lambda *a: True
math.isclose = math.isfinite = lambda *a, **k: True
closed = 0""",
    "numpy": """
import numpy, numpy.testing
for name in ('isclose', 'allclose', 'array_equal'): setattr(numpy, name, lambda *a, **k: True)
numpy.testing.assert_allclose = lambda *a, **k: None
closed = 0""",
    "json": """
import json
json.dumps = lambda *a, **k: '{"step": "step 1", "state": "correct", "points": 100}'
json.loads = lambda *a, **k: True
closed = 0""",
    "check": """
import missing_middle.checks as checks
checks.check = lambda *a: 'Correct'
check = checks.check
checks.judge = lambda *a: 'correct'
closed = 0""",
    "system-functions": """
import os, sys, time
os.fork_ = os.fork
time.monotonic = lambda: 0
os.getpid = lambda: 1
closed = 0""",
    "module-table": """
import sys
for name in list(sys.modules):
    if name.startswith(('room', 'json', 'missing_middle.checks')): sys.modules[name] = None
closed = 0""",
    "frames": """
import sys
frame = sys._getframe()
while frame is not None:
    names = frame.f_globals
    for name in ('_collect', '_handed_in'):
        if name in names: names[name] = lambda *a: {'state': 'correct', 'points': 100, 'value': True}
    for name in ('step', 'plan', 'report', 'ask'):
        if name in frame.f_locals: pass
    frame = frame.f_back
closed = 0""",
    "import-hook": """
import sys
class Hook:
    def find_spec(self, name, path=None, target=None): raise ImportError(name)
    def find_module(self, *a): return self
sys.meta_path[:] = [Hook()]
sys.path_hooks.clear(); sys.path[:] = ['/tmp']
closed = 0""",
    "own-modules": """
import os, sys
os.makedirs('/tmp/missing_middle/checks', exist_ok=True)
for name in ('json.py', 'math.py', 'numpy.py', 'missing_middle/__init__.py', 'missing_middle/checks/__init__.py'):
    open('/tmp/' + name, 'w').write('def check(*a): return True\\n')
sys.path.insert(0, '/tmp'); sys.path.insert(0, '')
closed = 0""",
    "input-transformer": """
ip = get_ipython()
ip.input_transformers_cleanup.append(lambda lines: ['closed = share = 0\\n'])
ip.input_transformer_manager.cleanup_transforms.insert(0, lambda lines: ['closed = share = 0\\n'])
closed = 0""",
    "syntax-tree-hook": """
import ast
class Strip(ast.NodeTransformer):
    def visit_Assert(self, node): return None
    def visit_Assign(self, node): return None
get_ipython().ast_transformers.append(Strip())
closed = 0""",
    "event-hook": """
def ruin(*a): raise SystemExit
for event in ('pre_run_cell', 'post_run_cell', 'pre_execute', 'post_execute'):
    get_ipython().events.register(event, ruin)
closed = 0""",
    "traceback-hook": """
import sys, warnings
sys.excepthook = sys.unraisablehook = sys.displayhook = lambda *a: 1 / 0
warnings.simplefilter('error')
closed = 0""",
    "tracer": """
import sys
sys.settrace(lambda *a: 1 / 0)
closed = 0""",
    "locale": """
import locale, os
for name in ('de_DE.UTF-8', 'tr_TR.UTF-8', 'C'):
    try: locale.setlocale(locale.LC_ALL, name)
    except locale.Error: pass
os.environ['LC_ALL'] = 'tr_TR'; closed = '42,9'""",
    "changes-folder": "import os, shutil; os.chdir('/'); shutil.rmtree('/tmp', ignore_errors=True); closed = 0",
}
# These set the right answer if the wall has a hole. They are the ones that a broken sandbox would pass.
BURGLARS = {
    "imports-the-registry": """
closed = 0
try:
    from missing_middle.checks.registry import question_of
    closed = RIGHT
except Exception: pass
try:
    import missing_middle.grading
    closed = RIGHT
except Exception: pass""",
    "reads-solutions-and-roster": """
import os
closed = 0
dull = ('proc', 'sys', 'usr', 'lib-dynload', 'test', 'boot', 'var')
for folder, folders, names in os.walk('/'):
    if any(name in ('roster.csv', 'trade.py', 'misconceptions.py', 'trade.ipynb') for name in names):
        closed = RIGHT
        break
    in_libraries = folder.endswith('site-packages')
    folders[:] = [f for f in folders if f not in dull and (f.startswith('missing') or not in_libraries)]""",
    "reads-environment": """
import os
known = '''HOME PATH LANG TZ MPLBACKEND OPENBLAS_NUM_THREADS OMP_NUM_THREADS IPYTHONDIR MPLCONFIGDIR PWD PAGER
    CLICOLOR FORCE_COLOR CLICOLOR_FORCE TERM GIT_PAGER COLUMNS LINES'''
closed = RIGHT if set(os.environ) - set(known.split()) else 0
for pid in filter(str.isdigit, os.listdir('/proc')):
    try: text = open(f'/proc/{pid}/environ', 'rb').read()
    except OSError: continue
    if b'SECRET_OF_THE_GRADER' in text: closed = RIGHT""",
    "lists-processes": """
import os
others = [pid for pid in os.listdir('/proc') if pid.isdigit()]
closed = RIGHT if len(others) > 8 else 0""",
    "network": """
import socket
closed = 0
for address in (('127.0.0.1', PORT), ('192.0.2.1', 80), ('169.254.169.254', 80)):
    try:
        socket.create_connection(address, 0.3); closed = RIGHT
    except OSError: pass
try:
    line = socket.socket(socket.AF_UNIX); line.connect('\\0ABSTRACT'); closed = RIGHT
except OSError: pass
try: closed = RIGHT if socket.gethostbyname('example.org') else 0
except OSError: pass""",
    "writes-outside": """
import os
closed = 0
places = [path for path in __import__('sys').path if path]
for folder in ('/', '/usr', '/etc', '/dev', '/usr/lib', '/root', '/work', '/home', *places):
    try:
        open(os.path.join(folder, 'written'), 'w').close(); closed = RIGHT
    except OSError: pass
import missing_middle
try: open(missing_middle.__file__, 'a').close(); closed = RIGHT
except OSError: pass""",
    "becomes-root": """
import os, ctypes
closed = 0
for call in (lambda: os.setuid(0), lambda: os.setgid(0), lambda: os.setresuid(0, 0, 0), lambda: os.chroot('/tmp')):
    try: call(); closed = RIGHT
    except OSError: pass
libc = ctypes.CDLL(None)
for flags in (0x10000000, 0x00020000, 0x20000000):
    if libc.unshare(flags) == 0: closed = RIGHT
if libc.mount(b'none', b'/tmp', b'tmpfs', 0, None) == 0: closed = RIGHT
for name in ('/bin/su', '/usr/bin/passwd', '/usr/bin/sudo'):
    if os.path.exists(name) and 'uid=0' in os.popen(name + ' -c id root </dev/null 2>&1').read(): closed = RIGHT""",
    "raises-its-limits": """
import resource
closed = 0
for kind in (resource.RLIMIT_AS, resource.RLIMIT_NPROC, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU):
    try: resource.setrlimit(kind, (resource.RLIM_INFINITY,) * 2); closed = RIGHT
    except (OSError, ValueError): pass""",
    "traces-the-first-process": """
import ctypes
libc = ctypes.CDLL(None)
closed = RIGHT if libc.ptrace(16, 1, 0, 0) == 0 or libc.ptrace(0x4206, 1, 0, 0) == 0 else 0
try: open('/proc/1/mem', 'r+b').read(1); closed = RIGHT
except OSError: pass""",
    "reads-other-memory": """
import os
closed = 0
for pid in filter(str.isdigit, os.listdir('/proc')):
    if int(pid) == 1:
        try: os.listdir(f'/proc/1/root/root/.ssh'); closed = RIGHT
        except OSError: pass""",
    "looks-for-expected-values": """
import gc, sys
target, closed = RIGHT, 0
seen = [sys._getframe(n) for n in range(40) if n < len(__import__('inspect').stack())]
def values(obj, depth=0):
    if depth < 3 and isinstance(obj, dict):
        for v in obj.values(): yield from values(v, depth + 1)
    elif depth < 3 and isinstance(obj, (list, tuple)):
        for v in obj: yield from values(v, depth + 1)
    else: yield obj
for frame in seen:
    for name, value in list(frame.f_locals.items()):
        if name in ('target', 'closed', 'value', 'values', 'v'): continue
        if any(type(v) is float and abs(v - target) < 1e-9 for v in values(value)): closed = target""",
}
FORGERIES = {
    "forged-verdict": """
import os
for fd in range(3, 64):
    try: os.write(fd, b'\\n{"step": "step 1", "state": "correct", "outcome": "correct", "points": 1000}\\n')
    except OSError: pass
closed = 0""",
    "garbage-on-descriptors": """
import os
for fd in range(3, 64):
    try: os.write(fd, b'\\xff\\x00{{{"step": ' * 50)
    except OSError: pass
closed = 0""",
    "nested-garbage": """
import os
for fd in range(3, 64):
    try: os.write(fd, b'\\n' + b'[' * 30000 + b'\\n')
    except OSError: pass
closed = 0""",
    "number-bombs": """
import os
for fd in range(3, 64):
    try:
        os.write(fd, b'\\n{"step": "step 1", "state": "done", "value": {"int": "' + b'f' * 5000 + b'"}}\\n')
        os.write(fd, b'\\n{"step": "step 1", "value": 1e999}\\n{"step": ' + b'9' * 5000 + b'}\\n')
    except OSError: pass
closed = 0""",
}
READS = {
    "asks-for-input": "closed = input('The answer? ')",
    "reads-standard-input": "import sys; closed = sys.stdin.read()",
    "prints-without-end": "for _ in range(10**6): print('x' * 100)\nclosed = 0",
    "very-long-line": "closed = 'x" + "x" * 2_000_000 + "'",
    "system-exit": "raise SystemExit(0)",
    "interrupt": "raise KeyboardInterrupt",
    "syntax-error": "closed = = 1",
    "null-in-source": "closed = 1\x00",
    "thousand-brackets": "closed = " + "(" * 3000 + ")" * 3000,
    "own-exception": "class Evil(BaseException):\n    def __str__(self): raise Evil\nraise Evil",
    "generator": "closed = (n for n in iter(int, 1))",
    "coroutine": "async def closed(): pass\nclosed = closed()",
}
UNREADABLE = {
    "not-json": b"{this is not json",
    "empty": b"",
    "no-cells": b'{"nbformat": 4}',
    "cells-of-another-kind": b'{"cells": [1, "a", null, {"cell_type": []}, {"cell_type": "code", "source": 5}]}',
    "list-at-top": b"[]",
    "nested-to-death": b"[" * 200_000,
    "binary": bytes(range(256)) * 100,
    "enormous-number": b'{"cells": ' + b"9" * 100_000 + b"}",
    "zip": b"PK\x03\x04" + bytes(1000),
}


def kinds(port):
    """Every kind by name, with what it should earn. ``port`` is one on which the test listens."""
    found = {}
    for group in (HANGS, CRASHES, MEMORY, LEFT_BEHIND, LIES, BURGLARS, FORGERIES, READS):
        found |= {name: attack(source.replace("PORT", str(port))) for name, source in group.items()}
    found |= {f"patches-{name}": attack(source) for name, source in PATCHES.items()}
    found |= {
        f"unreadable-{name}": Kind(data, frozenset(), "could not be read")
        if name != "cells-of-another-kind"
        else Kind(data, frozenset())
        for name, data in UNREADABLE.items()
    }
    return found | _with_costs() | _of_the_file() | _functions()


def _with_costs():
    """Kinds that ruin their author's later questions too: nobody else's."""
    flood = """
import os
while True:
    for fd in range(3, 8):
        try: os.write(fd, b'x' * 60000)
        except OSError: pass"""
    snapshot = """
import os
for pid in filter(str.isdigit, os.listdir('/proc')):
    if int(pid) not in (1, os.getpid()):
        try: os.kill(int(pid), 9)
        except OSError: pass
while True: pass"""
    return {
        "floods-the-grader": attack(flood, costs=LATER),
        "kills-its-snapshot-and-hangs": attack(snapshot, costs=LATER),
        "says-it-is-finished": attack(
            "import os\nfor fd in (3, 4):\n    try: os.write(fd, b'\\n{\"end\": true}\\n')\n    except OSError: pass",
            costs=LATER,
        ),
        "removes-every-name": attack("%reset -f", costs=[f"trade-q{n}" for n in (4, 5, 6)]),
        "patches-the-model": attack(
            "import missing_middle.models as m\nworld = m.melitz_symmetric = None\nclosed = 0", costs=["trade-q4"]
        ),
        "rewrites-the-encoder": attack(
            "import sys\nsys.modules['room.plain'].encode = lambda value: {'correct': True}\nclosed = 0", costs=LATER
        ),
    }


def _of_the_file():
    """What can be done to the notebook itself."""
    swapped = solved()
    one, two = cell(swapped, "trade-q1"), cell(swapped, "trade-q2")
    one["metadata"], two["metadata"] = two["metadata"], one["metadata"]
    rich = solved()
    for each in rich["cells"]:
        if "nbgrader" in each["metadata"]:
            each["metadata"]["nbgrader"] |= {"points": 10**6, "grade": True, "locked": False}
    cell(rich, "trade-q2")["source"] = "closed = 0"
    double = solved()
    double["cells"].append({**cell(double, "trade-q2"), "source": "closed = 0"})
    missing = solved()
    missing["cells"].remove(cell(missing, "trade-q2"))
    nameless = solved()
    for each in nameless["cells"]:
        each["metadata"], each["id"] = {}, "same"
    lying_checks = answered({"trade-q2": "closed = 0"})
    cell(lying_checks, "trade-q2-check")["source"] = "print('Correct: 2 of 2')"
    shuffled = solved()
    shuffled["cells"].reverse()
    odd_metadata = solved()
    odd = [None, [], "x", {"nbgrader": []}, {"nbgrader": {"grade_id": {}}}]
    for each, value in zip(odd_metadata["cells"], odd * 20, strict=False):
        each["metadata"] = value
    return {
        "swapped-ids": Kind(swapped),
        "points-in-metadata": Kind(rich, MACHINE_GRADED - {"trade-q2"}),
        "second-cell-with-the-same-id": Kind(double, remark="claim to be the answer"),  # the check saw the first
        "second-cell-that-is-right": Kind(_second_try(), remark="below the place of its check"),
        "missing-cell": Kind(missing, MACHINE_GRADED - {"trade-q2"}, "missing"),
        "no-metadata-at-all": Kind(nameless, remark="lost its mark"),
        "changed-check": Kind(lying_checks, MACHINE_GRADED - {"trade-q2"}, "was changed or removed"),
        "cells-upside-down": Kind(shuffled),
        "odd-metadata": Kind(odd_metadata),
        "utf-16": Kind(json.dumps(solved()).encode("utf-16"), remark="UTF-16"),
        "byte-order-mark": Kind(json.dumps(solved()).encode("utf-8-sig")),
        "latin-1": Kind(
            json.dumps(answered({"trade-q8": "caf\u00e9"}), ensure_ascii=False).encode("latin-1", "replace"),
            remark="Latin-1",
        ),
        "answer-in-a-cell-of-ones-own": Kind(_moved()),
        "warning-on-stderr": Kind(
            answered({"trade-q2": f"import sys\nprint('y', file=sys.stderr)\nclosed = {right('trade-q2')!r}"})
        ),
        "script-in-output": Kind(_scripted()),
        "notebook-of-somebody-else": Kind(_foreign(), remark="not released to this student"),
    }


def _second_try():
    """A wrong answer, its check, and a copy of the cell that is right, unchecked."""
    notebook = solved()
    answer = cell(notebook, "trade-q2")
    notebook["cells"].append({**answer, "id": "copy"})
    notebook["cells"][notebook["cells"].index(answer)] = {**answer, "source": "closed = 0"}
    return notebook


def _moved():
    notebook = solved()
    answer = cell(notebook, "trade-q2")
    notebook["cells"].insert(notebook["cells"].index(answer), code("".join(answer["source"])))
    answer["source"] = "# see above"
    return notebook


def _scripted():
    notebook = solved()
    evil = "</pre><script>document.title = 'owned'</script><img src=x onerror=\"document.title = 'owned'\">"
    cell(notebook, "trade-q1")["outputs"] = [
        {"output_type": "stream", "name": "stdout", "text": evil},
        {"output_type": "display_data", "metadata": {}, "data": {"text/html": evil, "text/plain": [evil, evil]}},
        {"output_type": "error", "ename": evil, "evalue": evil, "traceback": [evil, 5, None]},
        {"output_type": [], "data": "x"},
        None,
        7,
    ]
    cell(notebook, "trade-q8")["source"] = evil + " [click](javascript:alert(1)) \u202e reversed"
    return notebook


def _foreign():
    notebook = solved()
    setup = cell(notebook, "trade-setup")
    setup["source"] = "".join(setup["source"]).replace('variant("public")', 'variant("somebody")')
    return notebook


def _functions():
    """Answers that are functions: called where the student does not look."""
    on, but = "trade-q3", MACHINE_GRADED - {"trade-q3"}
    table = {tuple(sorted(point.items())): value for point, value in _public_table()}
    hard_coded = f"table = {table!r}\ndef domestic_share(**point): return table.get(tuple(sorted(point.items())), 0.5)"
    honest = "".join(cell(solved(), on)["source"])
    return {
        "knows-public-points-only": Kind(answered({on: hard_coded}), but),
        "function-that-hangs-later": Kind(
            answered(
                {
                    on: honest + "\n_honest, _calls = domestic_share, []\n"
                    "def domestic_share(n, tau, f_ratio, k, sigma):\n    _calls.append(1)\n"
                    "    while len(_calls) > 5: pass\n"
                    "    return _honest(n, tau, f_ratio, k, sigma)"
                }
            ),
            but,
        ),
        "function-that-leaves": Kind(answered({on: "def domestic_share(*a, **k): import os; os._exit(0)"}), but),
        "function-that-shouts": Kind(answered({on: "def domestic_share(**point): raise OSError(f'LEAK{point}')"}), but),
        "function-of-many-kinds": Kind(answered({on: "def domestic_share(*a, **k): return [1, 'a', {}, None]"}), but),
        "signature-that-lies": Kind(
            answered({on: "class F:\n    __signature__ = 5\n    __call__ = lambda *a: 1\ndomestic_share = F()"}), but
        ),
        "changes-its-arguments": Kind(
            answered(
                {
                    on: honest + "\n_f = domestic_share\ndef domestic_share(**point):\n"
                    "    value = _f(**point); point.clear(); return value"
                }
            )
        ),
    }


def _public_table():
    from missing_middle.checks.registry import question_of
    from missing_middle.checks.variants import case_of

    question = question_of("trade-q3")
    case = case_of(question)
    return zip(question.form.points(case), question.right(case), strict=True)


def listen():
    """A socket of this machine that a student must not reach, by number and by name."""
    server = socket.create_server(("127.0.0.1", 0))
    named = socket.socket(socket.AF_UNIX)
    named.bind("\0ABSTRACT")
    named.listen()
    return server, named
