"""The warm process: it has imported the libraries once, and forks a child for each submission.

It starts from a clean interpreter with an empty environment and one inherited socket. It never sees an answer, a
roster or a submission, and never reads what a child writes. It makes a room with bubblewrap, and the child walks in.
"""

import contextlib
import gc
import importlib
import json
import os
import select
import shutil
import signal
import socket
import subprocess
import sys

from . import cage, porch, runner, system

WARM = (
    "numpy",
    "pandas",
    "scipy.optimize",
    "scipy.linalg",
    "scipy.stats",
    "matplotlib.pyplot",
    "networkx",
    "missing_middle.models",
    "missing_middle.tables",
    "missing_middle.policy",
    "missing_middle.plots",
    "missing_middle.checks",
)
# With CHLD ignored, the kernel itself removes what has ended after a fork storm, which would count against the limit
# of processes. The shell cannot do it: dash forgets what it was told about CHLD when it starts a program.
PATIENT = ["/usr/bin/env", "--ignore-signal=CHLD"]


def room_command(config, info):
    """The bubblewrap command for one room. What it shows and hides is decided by the grader (see ``staging``)."""
    links = [
        argument
        for name in ("lib", "lib32", "lib64", "bin", "sbin")
        if os.path.islink(f"/{name}")
        for argument in ("--symlink", f"usr/{name}", f"/{name}")
    ]
    real = [
        argument
        for name in ("lib", "lib64", "bin")
        if not os.path.islink(f"/{name}") and os.path.isdir(f"/{name}")
        for argument in ("--ro-bind", f"/{name}", f"/{name}")
    ]
    first = " ".join(PATIENT) if config["patient"] else ""
    walls = "--unshare-all --unshare-user --disable-userns --uid 65534 --gid 65534 --hostname room"
    ends = "--die-with-parent --new-session --as-pid-1 --clearenv --info-fd"
    return [
        config["bwrap"],
        *walls.split(),
        *ends.split(),
        str(info),
        *links,
        *real,
        "--dir",
        "/etc",
        "--perms",
        "1777",
        "--size",
        str(config["tmp_mb"] << 20),
        "--tmpfs",
        "/tmp",
        *config["shown"],
        "--proc",
        "/proc",
        "--dev",
        "/dev",
        "--size",
        str(16 << 20),
        "--tmpfs",
        "/dev/shm",
        "--remount-ro",
        "/dev",
        "--remount-ro",
        "/",
        "--chdir",
        "/tmp",
        # A line says that the mounts are ready: the info descriptor speaks too early.
        "/bin/sh",
        "-c",
        f"echo; exec {first} cat",
    ]


class Room:
    """One bubblewrap sandbox: its first process, and a descriptor that stands for it."""

    def __init__(self, config):
        info, info_in = os.pipe()
        self.process = subprocess.Popen(
            room_command(config, info_in),
            pass_fds=[info_in],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={},
        )
        os.close(info_in)
        try:
            ready = self.process.stdout.read(1) == b"\n"
            told = os.read(info, 4096)
        finally:
            os.close(info)
        if not ready:
            words = self.process.stderr.read(2000).decode("utf-8", "replace").strip()
            self.close()
            raise OSError(f"bubblewrap made no room: {words or 'it said nothing'}")
        self.pidfd = os.pidfd_open(json.loads(told)["child-pid"])

    def close(self):
        """Close our ends; the room itself is ended by whoever holds its descriptor."""
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(OSError):
                pipe.close()
        if hasattr(self, "pidfd"):
            os.close(self.pidfd)


def walk_in(pidfd, job, plan, results, gate):
    """In the forked child: enter the room, and run the submission in a process that the room holds."""
    os.read(gate, 1)  # until the grader closes its end: by then this process counts where it should
    for number in range(1, signal.NSIG):
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    if pidfd is not None:
        system.set_namespaces(pidfd, system.NEW_NAMESPACES)
    if os.fork():  # a process namespace holds only for those born in it
        os.closerange(0, 4096)
        with contextlib.suppress(OSError):
            os.wait()
        os._exit(0)
    os.setsid()
    plan, results = cage.keep_only([plan, results])
    cage.close_door(job["limits"], in_room=pidfd is not None)
    runner.run_submission(plan, results, job["limits"], in_room=pidfd is not None)


def serve(config, line):
    """Answer requests until the grader closes its end."""
    rooms = []
    while True:
        if not select.select([line], [], [], 1)[0]:
            rooms = bury(rooms)
            continue
        message, descriptors, _, _ = socket.recv_fds(line, 65536, 3)
        if not message:
            break
        rooms = bury(rooms)
        try:
            room = Room(config) if config["bwrap"] else None
        except OSError as error:
            line.send(json.dumps({"refused": str(error)}).encode())
        else:
            pid = os.fork()
            if pid == 0:
                try:
                    walk_in(room and room.pidfd, json.loads(message), *descriptors)
                finally:
                    os._exit(1)
            handle = [room.pidfd] if room else [os.pidfd_open(pid)]
            socket.send_fds(line, [json.dumps({"started": pid}).encode()], handle)
            if room:
                rooms.append(room)
        for descriptor in descriptors:
            os.close(descriptor)


def bury(rooms):
    """Collect what has ended: bubblewrap's own processes and the children that waited in front of a room."""
    alive = []
    for room in rooms:
        if room.process.poll() is None:
            alive.append(room)
        else:
            room.close()
    with contextlib.suppress(ChildProcessError):
        watched = {room.process.pid for room in alive}
        while True:
            found = os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)
            if found is None or found.si_pid in watched:
                break
            os.waitpid(found.si_pid, 0)
    return alive


def warm_up(folder):
    """Import what a submission may use and run it once, so that the children share the memory."""
    os.environ.update(cage.ENVIRONMENT, HOME=folder, IPYTHONDIR=folder, MPLCONFIGDIR=folder)
    for name in WARM:
        with contextlib.suppress(ImportError):  # a cell that needs it will say so
            importlib.import_module(name)
    runner.prepare_shell(folder)
    runner.rehearse()
    threads = len(os.listdir("/proc/self/task"))
    if threads != 1:
        raise RuntimeError(f"the warm process has {threads} threads, and a fork would lose all but one")
    gc.collect()
    gc.freeze()


def main():
    """Start as whoever the grader is, become nobody, warm up, serve."""
    config = json.loads(sys.argv[1])
    if os.geteuid() == 0:
        step_down(config)
    system.prctl(system.SET_PARENT_DEATH, signal.SIGKILL)
    if os.getppid() != config["parent"]:  # it died before we could ask to be told
        return
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the grader decides when to stop
    line = socket.socket(fileno=config["socket"])
    config["patient"] = _runs([*PATIENT, "true"])
    try:
        shutil.rmtree(config["home"], ignore_errors=True)  # of one that died while it started
        os.mkdir(config["home"], 0o700)
        try:
            warm_up(config["home"])
        finally:
            shutil.rmtree(config["home"], ignore_errors=True)
    except Exception as error:
        line.send(json.dumps({"refused": f"{type(error).__name__}: {error}"[:2000]}).encode())
        return
    system.prctl(system.SET_DUMPABLE, 0)
    line.send(b'{"ready": true}')
    with contextlib.suppress(ConnectionError):
        serve(config, line)


def _runs(command):
    try:
        return subprocess.run(command, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        return False


def step_down(config):
    """As root: open the way to the environment, give up root, and start again with a memory that holds nothing."""
    try:
        porch.open_to_all([*config["visible"], *config["needed"]])
    except OSError as error:
        closed = [path for path in config["visible"] if porch.closed_folder(path)]
        if closed:
            socket.socket(fileno=config["socket"]).send(
                json.dumps(
                    {
                        "refused": (
                            f"Python's files in {closed[0]} cannot be read by a user without rights, and this "
                            f"machine does not let "
                            f"root show them ({error}). Install Python where everybody may read it, or grade as "
                            f"the user who owns "
                            "it."
                        )
                    }
                ).encode()
            )
            sys.exit(1)
    porch.become(config["user"])
    os.set_inheritable(config["socket"], True)
    os.execve(sys.executable, [sys.executable, *config["arguments"], sys.argv[1]], {})
