"""The page's Python: MicroPython as one classic script, which a page asks for when somebody runs code.

A page opened from disk may start no module worker, import nothing and fetch no file, but it may run a classic script.
So the script holds, packed, the text of a classic worker and the engine's WebAssembly. The text is MicroPython's
loader without what belongs to Node and to modules, then the Python that it runs first, then ``web/python/worker.js``.
``vendor/micropython.LICENSE`` says what is MicroPython's, which version, and where it comes from.
"""

import base64
import gzip
import json
import os
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from house.render.modules import hashed, keep
from missing_middle.web.bundle import HERE, SHELF, script

VENDOR = Path(__file__).parents[1] / "vendor"
NODE = ("if(globalThis.loadMicroPython=loadMicroPython", "class PyProxy{")  # from here, up to there
PLAIN = (
    ("export default _createMicroPythonModule;", "", 1),
    ("export async function loadMicroPython", "async function loadMicroPython", 1),
    ("import.meta.url", "self.location.href", 3),
    ("let Module={", "let Module={instantiateWasm:options.instantiateWasm,", 1),  # the worker's wall
)
WORKER = (
    "const loadMicroPython = (() => {{ {loader}\nreturn loadMicroPython; }})();\nconst prelude = {prelude};\n{worker}"
)

# The same engine in Deno, which this program has for the build: what each of some pieces of code prints, and its error.
DENO = """globalThis.process = undefined; globalThis.WorkerGlobalScope = function () {{}};
const load = ((self) => {{ {loader}
return loadMicroPython; }})({{ location: {{ href: "file:///" }} }});
{machine}
const module = new WebAssembly.Module(Deno.readFileSync({wasm})), told = [];
for (const code of {codes}) {{
  let printed = "";
  const write = (text) => printed += text;
  const python = await missingMiddle["python/machine.js"].machine(load, module, {prelude}, write);
  const error = python.run(code);
  told.push({{ printed, error }});
}}
console.log(JSON.stringify(told));
"""


def loader(text):
    """Return MicroPython's loader, an ES module, as the body of a function; ``ValueError`` for another version."""
    for start in NODE:
        if text.count(start) != 1:
            raise ValueError(f"text should hold {start!r} once; is this another version of MicroPython?")
    text = text[: text.index(NODE[0])] + text[text.index(NODE[1]) :]
    for old, new, times in PLAIN:
        if old != "import.meta.url" and text.count(old) != times:
            raise ValueError(f"text should hold {old!r} {times} times; is this another version of MicroPython?")
        text = text.replace(old, new)
    return text


def parts():
    """Return the loader, and what the engine runs first, as they stand in a script."""
    return {
        "loader": loader((VENDOR / "micropython.mjs").read_text(encoding="utf8")),
        "prelude": json.dumps((HERE / "python" / "prelude.py").read_text(encoding="utf8")),
    }


def printed_by(*codes):
    """Return for each piece of code what the page's Python prints, and its error (kind, words, line) or None."""
    from deno import find_deno_bin

    text = DENO.format(
        **parts(),
        machine=script("python/machine.js"),
        wasm=json.dumps(str(VENDOR / "micropython.wasm")),
        codes=json.dumps(codes),
    )
    with tempfile.TemporaryDirectory() as folder:
        own = {"DENO_DIR": folder, "DENO_NO_UPDATE_CHECK": "1"}
        command = [find_deno_bin(), "run", "--quiet", "--no-config", f"--allow-read={VENDOR}", "-"]
        done = subprocess.run(command, input=text, capture_output=True, text=True, env=os.environ | own)
    if done.returncode:
        raise RuntimeError(f"The page's Python did not run: {done.stderr[-1000:]}")
    return json.loads(done.stdout)


def worker():
    """Return the text of the worker."""
    return WORKER.format(**parts(), worker=f"const shelf = {{}};\n{script('python/worker.js')}")


def packed(content):
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode()


@cache
def engine():
    """Return name and text of the script."""
    parts = {"text": packed(worker().encode()), "wasm": packed((VENDOR / "micropython.wasm").read_bytes())}
    text = f"({SHELF}).engine = {json.dumps(parts)};\n"
    return hashed("engine.js", text), text


def write(app):
    if app.builder.format == "html":
        keep(app.outdir, *engine())


def setup(app):
    app.connect("builder-inited", write)
