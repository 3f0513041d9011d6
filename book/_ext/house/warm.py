"""Kernels that start at once: one process imports what notebooks use, and each notebook runs in a fork of it.

Most of a short notebook's time goes to imports that are the same for all. Where processes cannot be forked safely
(Windows, macOS) notebooks get ordinary kernels. Inside ``with warm_kernels():`` Jupyter finds these under the name of
Python's own kernel, so whoever runs a notebook need not know.

The process that Jupyter starts and signals is a small one (``ask``): it asks the warm one for a fork, passes interrupts
on, and ends with it. If it is killed, so is the fork, which sees that nobody listens.
"""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from importlib import import_module
from pathlib import Path

# Libraries only: of the package a notebook imports what it uses, and is known by that (watch.py).
USED = (
    "anywidget",
    "ipykernel.ipkernel",
    "ipywidgets",
    "matplotlib.pyplot",
    "matplotlib_inline.backend_inline",
    "myst_nb",
    "networkx",
    "pandas",
    "scipy.integrate",
    "scipy.optimize",
    "scipy.stats",
)


@contextlib.contextmanager
def warm_kernels():
    """Let notebooks that are run inside find a warm kernel, on Linux."""
    if sys.platform != "linux":
        yield
        return
    before = os.environ.get("JUPYTER_PATH")
    with tempfile.TemporaryDirectory() as folder:
        address = str(Path(folder) / "warm")
        place = Path(folder) / "kernels" / "python3"
        place.mkdir(parents=True)
        command = [sys.executable, "-I", "-S", __file__, "ask", address, "-f", "{connection_file}"]
        spec = {"argv": command, "display_name": "Python 3", "language": "python"}
        (place / "kernel.json").write_text(json.dumps(spec), encoding="utf8")
        warm = subprocess.Popen([sys.executable, __file__, "serve", address], stdout=subprocess.PIPE)
        try:
            warm.stdout.readline()  # says when it listens
            os.environ["JUPYTER_PATH"] = os.pathsep.join(filter(None, [folder, before]))
            yield
        finally:
            warm.kill()
            warm.wait()
            os.environ.pop("JUPYTER_PATH")
            if before is not None:
                os.environ["JUPYTER_PATH"] = before


def ask(address, *options):
    """Ask for a kernel and stay as long as it does, in the place where Jupyter looks for it."""
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(address)
        order = {"options": options, "folder": os.getcwd(), "environment": dict(os.environ)}
        line.sendall(json.dumps(order).encode() + b"\n")
        kernel = int(line.makefile().readline())
        signal.signal(signal.SIGINT, lambda *_: interrupt(kernel))
        line.recv(1)  # nothing comes; the line ends with the kernel


def interrupt(kernel):
    """Pass an interrupt on, unless the kernel has ended on its own."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(kernel, signal.SIGINT)


def serve(address):
    """Import what notebooks use, then fork for whoever asks."""
    del sys.path[0]  # a notebook finds what lies beside it, and nothing that lies beside this file
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"  # as every kernel has it
    for name in USED:
        import_module(name)
    signal.signal(signal.SIGCHLD, lambda *_: reap())
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(address)
        door.listen()
        print("listening", flush=True)
        while True:
            line, _ = door.accept()
            if os.fork() == 0:
                door.close()
                try:
                    become(line)
                finally:
                    os._exit(0)
            line.close()


def reap():
    """Take note of forks that have ended, so that nothing of them is left, and their time counts as this process's."""
    with contextlib.suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


def become(line):
    """Be the kernel that was ordered over this line."""
    order = json.loads(line.makefile().readline())
    parent = str(os.getppid())
    os.environ.clear()
    os.environ.update(order["environment"] | {"JPY_PARENT_PID": parent})
    os.chdir(order["folder"])
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    line.sendall(f"{os.getpid()}\n".encode())
    threading.Thread(target=lambda: line.recv(1) or os._exit(1), daemon=True).start()
    from ipykernel.kernelapp import IPKernelApp

    app = IPKernelApp.instance()
    app.initialize(order["options"])
    app.start()


if __name__ == "__main__":
    {"ask": ask, "serve": serve}[sys.argv[1]](*sys.argv[2:])
