"""A JupyterHub with nbgitpuller on this machine, for two students who pull a repository without solutions."""

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from house.content.launch import puller

ROOT = Path(__file__).resolve().parents[2]
WANTED = ("jupyterhub>=5.3,<7", "nbgitpuller>=1.2,<2")  # beside what readers have
PROXY = "configurable-http-proxy@5"
STUDENTS = ("ada", "bela")
ROOMS = ("exercises", "notebooks", "data")


class Lacking(RuntimeError):
    """What this machine does not have."""


@dataclass(frozen=True)
class Hub:
    """A hub that runs, and where its people work."""

    address: str
    password: str
    course: Path  # the instructor's copy
    repository: Path  # what students pull
    homes: Path

    def link(self, path):
        """The address that pulls the repository and opens a file of it, made as the pages of the book make it."""
        return puller(self.address, self.repository.as_uri(), "main", path)

    def publish(self):
        """Bring the students' repository up to date with the instructor's copy."""
        command = [sys.executable, "-m", "missing_middle", "students-repo"]
        subprocess.run([*command, "--course", self.course, "--out", self.repository], check=True, stdout=sys.stderr)


def installed(folder):
    """Install a student's environment with a hub, and its proxy; return the two programs that the hub starts."""
    if not shutil.which("npm"):
        raise Lacking("npm was not found: the proxy of JupyterHub needs Node 20 or later, with npm.")
    uv, python = Path(sys.executable).parent / "uv", folder / "environment" / "bin" / "python"
    subprocess.run([uv, "venv", "--quiet", "--no-project", folder / "environment"], check=True)
    pip = [uv, "pip", "install", "--quiet", "-p", python]
    subprocess.run([*pip, "-r", ROOT / "requirements.txt", *WANTED], check=True)
    subprocess.run([*pip, "--no-deps", ROOT], check=True)  # for everybody, and not in a student's home
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder / "proxy", PROXY]
    subprocess.run(npm, check=True, stdout=sys.stderr)
    return python.parent, folder / "proxy" / "node_modules" / ".bin" / "configurable-http-proxy"


def free_ports(number):
    """Return ports of the loopback address that nobody uses."""
    probes = [socket.socket() for _ in range(number)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def wait_for(address, process, log, seconds=90):
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        with suppress(OSError, URLError), urlopen(address, timeout=5):
            return
        time.sleep(0.3)
    raise RuntimeError(f"JupyterHub did not answer at {address}:\n{log.read_text(encoding='utf8')[-2000:]}")


@contextmanager
def class_hub(folder):
    """Run a hub in ``folder``, an empty one, and end it with all that it started. Gives the :class:`Hub`."""
    programs, proxy = installed(folder)
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / "course" / room)
    ports, password = free_ports(3), secrets.token_urlsafe(9)
    (folder / "homes").mkdir()
    asked = {
        "folder": str(folder),
        "ports": ports,
        "password": password,
        "students": STUDENTS,
        "proxy": str(proxy),
        "server": str(programs / "jupyterhub-singleuser"),
    }
    here = os.environ | {
        "COURSE_HUB": json.dumps(asked),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "JUPYTER_CONFIG_DIR": str(folder / "settings"),  # nothing of the user's is read
    }
    here.pop("PYTHONPATH", None)
    address = f"http://127.0.0.1:{ports[0]}"
    hub = Hub(address, password, folder / "course", folder / "missing-middle-students", folder / "homes")
    hub.publish()
    log, config = folder / "log", Path(__file__).parent / "jupyterhub_config.py"
    with log.open("w") as written:
        process = subprocess.Popen(
            [programs / "jupyterhub", "--config", config], cwd=folder, env=here, stdout=written, stderr=written
        )
    try:
        wait_for(f"{address}/hub/health", process, log)
        yield hub
    finally:
        process.terminate()  # it ends the students' servers and its proxy
        process.wait(60)
