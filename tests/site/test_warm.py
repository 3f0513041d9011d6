"""A notebook in a fork of a warm process gives what it gives in a kernel of its own, and ends as it should."""

import re
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from house.warm import interrupt, warm_kernels
from jupyter_cache.executors.utils import single_nb_execution
from nbclient.exceptions import CellTimeoutError, DeadKernelError

pytestmark = [pytest.mark.long, pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")]
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def ran(*cells, folder=".", timeout=60):
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": KERNEL})
    notebook.cells = [nbformat.v4.new_code_cell(source) for source in cells]
    result = single_nb_execution(notebook, cwd=str(folder), timeout=timeout, allow_errors=False)
    return result, [cell.get("outputs", []) for cell in notebook.cells]


@pytest.fixture(scope="module")
def warm():
    with warm_kernels():
        yield


def words(outputs):
    return [part.get("text") or part["data"]["text/plain"] for cell in outputs for part in cell]


CELLS = (
    "import os, sys\nsys.path, sys.flags, os.getcwd(), __name__",
    "from beside import found\nfound",
    "import matplotlib, matplotlib.pyplot as plt\nmatplotlib.get_backend()",
    "print('out'); print('err', file=sys.stderr)",
    "import warnings\nwarnings.warn('mind')",
    "from missing_middle.explorables import workshop\nworkshop()",
)


def plain(outputs):
    """Outputs without what is drawn anew in each run: numbers of processes, ids of widgets."""
    return re.sub(r"ipykernel_\d+|[0-9a-f]{32}", "", repr(outputs))


def test_a_fork_gives_what_a_kernel_of_its_own_gives(warm, tmp_path, monkeypatch):
    (tmp_path / "beside.py").write_text("found = 'a file beside the notebook'")
    _, forked = ran(*CELLS, folder=tmp_path)
    monkeypatch.delenv("JUPYTER_PATH")
    _, alone = ran(*CELLS, folder=tmp_path)
    assert plain(forked) == plain(alone)
    assert "a file beside" in plain(alone) and "UserWarning: mind" in plain(alone) and "<figure>" in plain(alone)


def test_what_one_notebook_changes_the_next_does_not_see(warm, tmp_path):
    change = "import matplotlib, missing_middle\nmatplotlib.rcParams['lines.linewidth'] = 99\nmissing_middle.left = 1"
    look = "import matplotlib, missing_middle\nmatplotlib.rcParams['lines.linewidth'], hasattr(missing_middle, 'left')"
    ran(change, folder=tmp_path)
    assert words(ran(look, folder=tmp_path)[1]) == ["(1.5, False)"]


def test_what_was_imported_for_all_is_still_to_be_imported_by_each(warm, tmp_path):
    result, _ = ran("numpy", folder=tmp_path)
    assert "name 'numpy' is not defined" in str(result.err)


def kernels():
    """The forks that run now."""
    commands = ((path, path.read_bytes()) for path in Path("/proc").glob("[0-9]*/cmdline") if path.exists())
    return [path for path, command in commands if b"warm.py\0ask" in command]


def test_a_cell_that_never_ends_is_interrupted_and_one_that_kills_its_kernel_is_reported(warm, tmp_path):
    before = kernels()  # another build on this machine may have some
    result, _ = ran("while True: pass", folder=tmp_path, timeout=1)
    assert isinstance(result.err, CellTimeoutError)
    with pytest.raises(DeadKernelError):
        ran("import os; os._exit(1)", folder=tmp_path)
    deadline = time.monotonic() + 20
    while set(kernels()) - set(before) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not set(kernels()) - set(before)
    assert words(ran("1 + 1", folder=tmp_path)[1]) == ["2"]


def test_a_kernel_that_has_ended_is_not_interrupted():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    interrupt(ended.pid)
