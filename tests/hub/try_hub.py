"""``make hub``: a JupyterHub on this machine to try the course as two students, until Ctrl-C."""

import signal
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "book" / "_ext"))

from class_hub import STUDENTS, Lacking, class_hub

if __name__ == "__main__":
    try:
        with tempfile.TemporaryDirectory() as folder, class_hub(Path(folder)) as hub:
            print(f"Students {' and '.join(STUDENTS)}, password {hub.password}: pull the course and open a set at")
            print(f"  {hub.link('exercises/trade.ipynb')}")
            print(f"Change a notebook in {hub.course}, then write the students' repository anew:")
            print(f"  .venv/bin/missing-middle students-repo --course {hub.course} --out {hub.repository}")
            print("Ctrl-C ends the hub and deletes all of it.", flush=True)
            with suppress(KeyboardInterrupt):
                signal.pause()
    except Lacking as reason:
        sys.exit(str(reason))
