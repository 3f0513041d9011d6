"""What Binder does with this repository, without a container: see ``jupyter-repo2docker --no-build --debug .``."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LEFT_AT_HOME = shutil.ignore_patterns(".git", ".venv", "_build", ".*_cache", ".hypothesis", "__pycache__", "*.egg-info")


def replay(folder, *options):
    """Install the course into ``folder`` as Binder does; return its Python and the copy of the repository.

    ``options`` go to pip. The requirements come first and alone, so that an image with other prose reuses them.
    """
    environment, copy = folder / "environment", folder / "course"
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    python = environment / "bin" / "python"
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *options]
    subprocess.run([*pip, "-r", ROOT / "requirements.txt"], check=True, cwd=folder)
    shutil.copytree(ROOT, copy, ignore=LEFT_AT_HOME)
    here = os.environ | {"PATH": f"{environment / 'bin'}{os.pathsep}{os.environ['PATH']}"}
    here.pop("PYTHONPATH", None)
    subprocess.run(["./postBuild"], check=True, cwd=copy, env=here, stdout=subprocess.DEVNULL)
    return python, copy
