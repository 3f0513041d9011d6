"""Makes the environment ``.venv`` and installs the course and its tools there: ``python install.py``.

`make` runs this file; on a machine without make, run it yourself. It needs Python 3.11 or later, asks for no rights,
and does nothing where what `requirements-dev.txt` and `pyproject.toml` ask for is there already. uv installs, since it
is several times as fast; where it cannot, pip does.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
HOME = ROOT / ".venv"
BIN = HOME / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK, DECLARED = ROOT / "requirements-dev.txt", ROOT / "pyproject.toml"
READY, UNFINISHED = HOME / ".ready", HOME / ".unfinished"


class Refused(Exception):
    """What stands in the way, and the way out."""


class Broken(Exception):
    """A command failed; holds what it printed."""


# What went wrong, by words that pip, uv and the system use for it, and what to do.
FULL = "No space left|Disk quota|disk is full"
NO_NETWORK = "Failed to fetch|connection|connect error|timed out|dns error|name resolution|getaddrinfo|unreachable"
REASONS = {
    FULL: "The disk is full: the course needs about 1.3 GB in {home}. Make room, then run this again.",
    NO_NETWORK: "The packages could not be fetched: run this again when the network is there. What was installed "
    "before is as it was.",
    "hash(es)?.*mismatch|do not match the hashes": "A package is not the one that {lock} names: run this again; if "
    "that does not help, `make lock` renews the list.",
    "No solution|conflicting dependencies|No matching distribution|has requirement|requires .*, which is not installed"
    "|requires a different Python": "The lock does not fit: {lock} and pyproject.toml ask for different things, or "
    "this Python is too new. `make lock` renews the lock; `make clean` and another Python help too.",
}


def run(*command):
    """Run a command of the new environment quietly; raise Broken with its words if it fails."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise Broken(done.stdout + done.stderr)
    return done.stdout


def wanted():
    """Return a hash of what is asked for: of the lock and of what the package declares."""
    return hashlib.sha256(LOCK.read_bytes() + DECLARED.read_bytes()).hexdigest()


def why_unfit():
    """Return why the environment that is there cannot be used; an empty text if it can."""
    if UNFINISHED.exists():
        return "an earlier installation was interrupted"
    try:
        version = run(PYTHON, "-c", "import sys, pip; print(*sys.version_info[:2])").split()
    except (OSError, Broken):
        return "its Python does not start, or has no pip"
    if tuple(map(int, version)) < OLDEST:
        return f"it is one of Python {'.'.join(version)}"
    return ""


def make_environment():
    """Make an empty environment, and leave none behind that is not whole."""
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        raise Refused(
            "This Python has no venv module: install it (Debian, Ubuntu: apt install python3-venv), or run "
            "`make book PYTHON=...` with another Python."
        ) from None
    try:
        venv.create(HOME, with_pip=True, clear=True, symlinks=os.name != "nt")
    except BaseException:
        shutil.rmtree(HOME, ignore_errors=True)
        raise


def locked(name):
    """Return the lines of the lock for one package, hashes included."""
    return re.search(rf"^{name}==.*?(?=^\S|\Z)", LOCK.read_text(encoding="utf8"), re.DOTALL | re.MULTILINE)[0]


def bring_uv():
    """Install the uv of the lock with pip. Return how to call it, or None where it cannot be had."""
    with tempfile.TemporaryDirectory() as folder:
        only = Path(folder) / "uv.txt"
        only.write_text(locked("uv"), encoding="utf8")
        try:
            run(PYTHON, "-m", "pip", *PIP, "--require-hashes", "--no-deps", "-r", only)
            uv = run(PYTHON, "-c", "import uv; print(uv.find_uv_bin())").strip()
            run(uv, "--version")
        except (Broken, OSError) as error:
            if re.search(FULL, str(error)):
                raise
            return None
    home = Path(os.path.expanduser("~"))
    return [uv, "--quiet", *([] if os.access(home, os.W_OK) else ["--no-cache"])]


PIP = ("install", "--quiet", "--disable-pip-version-check", "--retries", "1")


def install():
    """Bring the environment to what is asked for."""
    UNFINISHED.touch()
    uv = bring_uv()
    here = ("--no-deps", "--no-build-isolation", "-e", ROOT)
    try:
        if uv is None:
            raise Broken("uv is not to be had")
        run(*uv, "pip", "sync", "-p", PYTHON, "--require-hashes", "--compile-bytecode", LOCK)
        run(*uv, "pip", "install", "-p", PYTHON, *here)
    except Broken as error:
        if re.search(FULL, str(error)):
            raise
        print("uv could not install; pip tries, which takes a minute or two longer.", flush=True)
        run(PYTHON, "-m", "pip", *PIP, "--require-hashes", "--no-deps", "-r", LOCK)
        run(PYTHON, "-m", "pip", *PIP, *here)
    run(PYTHON, "-m", "pip", "check")
    quieten()


# What JupyterLab shows to students only: no news, no menus for those who release and collect.
HIDDEN = {"@jupyterlab/apputils-extension:announcements": True, "@jupyter/nbgrader": True}


def quieten():
    """Tell JupyterLab of this environment what to hide (`jupyter labextension enable NAME` brings it back)."""
    place = HOME / "etc" / "jupyter" / "labconfig" / "page_config.json"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(json.dumps({"disabledExtensions": HIDDEN}), encoding="utf8")


def explained(error):
    """Return the sentence for what a failed command printed, and its last line."""
    said = str(error).strip()
    fitting = (sentence for words, sentence in REASONS.items() if re.search(words, said, re.IGNORECASE))
    sentence = next(fitting, "The installation failed: run this again; if that does not help, `make clean` first.")
    last = said.splitlines()[-1].strip() if said else "nothing"
    return f"{sentence.format(home=HOME, lock=LOCK.name)}\n(It said: {last[:300]})"


def main():
    """Install what is missing; raise Refused with a sentence if that cannot be done."""
    if sys.version_info < OLDEST:
        raise Refused(
            f"Python 3.11 or later is needed, and {sys.executable} is {sys.version.split()[0]}: install a newer one, "
            "then run `make book PYTHON=python3.12`, or `python3.12 install.py`."
        )
    start = time.monotonic()
    unfit = why_unfit() if HOME.exists() else "none"
    if not unfit and READY.exists() and READY.read_text(encoding="utf8") == wanted():
        return
    try:
        if unfit:
            if unfit != "none":
                print(f"The environment in .venv cannot be used, since {unfit}: it is made anew.", flush=True)
            make_environment()
        install()
    except (Broken, OSError, subprocess.CalledProcessError) as error:
        said = f"{error}\n{getattr(error, 'stdout', None) or ''}"
        if unfit:
            shutil.rmtree(HOME, ignore_errors=True)  # half an environment helps nobody
        elif re.search(NO_NETWORK, said, re.IGNORECASE):
            UNFINISHED.unlink(missing_ok=True)  # both fetch all before they change anything
        raise Refused(explained(said)) from None
    READY.write_text(wanted(), encoding="utf8")
    UNFINISHED.unlink()
    print(f"Installed in .venv in {time.monotonic() - start:.0f} s.")


if __name__ == "__main__":
    try:
        main()
    except Refused as reason:
        sys.exit(str(reason))
