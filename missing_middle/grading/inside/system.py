"""The few calls of Linux that Python 3.11 does not offer by name."""

import ctypes
import os
import platform
import struct

NEW_NAMESPACES = 0x10000000 | 0x00020000 | 0x20000000 | 0x40000000 | 0x08000000 | 0x04000000 | 0x02000000
NEW_MOUNTS = 0x00020000
READ_ONLY, NO_SETUID, NO_DEVICES, REMOUNT, BIND, RECURSIVE, PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18
SET_PARENT_DEATH, SET_DUMPABLE, SET_SECCOMP, DROP_BOUNDING, NO_NEW_PRIVILEGES = 1, 4, 22, 24, 38

FIRST_ARGUMENT = 16  # where the kernel keeps it in what a filter sees

libc = ctypes.CDLL(None, use_errno=True)


def _checked(result, what):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def set_namespaces(pidfd, kinds):
    """Walk into the namespaces of the process behind ``pidfd`` (Linux 5.8 or later)."""
    _checked(libc.setns(pidfd, kinds), "setns")


def unshare(kinds):
    """Leave the namespaces shared with the process that started this one."""
    _checked(libc.unshare(kinds), "unshare")


def mount(source, target, kind=None, flags=0, data=None):
    """Mount ``source`` on ``target``."""
    text = [os.fsencode(part) if part is not None else None for part in (source, target, kind)]
    _checked(libc.mount(*text, ctypes.c_ulong(flags), os.fsencode(data) if data else None), f"mount on {target}")


def prctl(option, *values):
    """Change a property of this process."""
    _checked(libc.prctl(option, *[ctypes.c_ulong(v) for v in (*values, 0, 0, 0, 0)[:4]]), "prctl")


def drop_capabilities():
    """Give up every capability, for good: also those that a later program would inherit."""
    for capability in range(64):
        if libc.prctl(DROP_BOUNDING, *map(ctypes.c_ulong, (capability, 0, 0, 0))) != 0:
            break
    header = ctypes.create_string_buffer(struct.pack("Ii", 0x20080522, 0))
    _checked(libc.capset(header, ctypes.create_string_buffer(24)), "capset")


# Calls that no exercise needs and through which kernels were broken before: ptrace, mounts, keys, bpf, io_uring,
# other processes' memory, namespaces, modules, performance counters, page faults in user space. And those that take
# memory which no process's map shows: memfd_create, memfd_secret, System V segments, queues and semaphores.
_REFUSED = {
    "x86_64": (
        0xC000003E,
        (
            101,
            155,
            165,
            166,
            175,
            176,
            179,
            246,
            248,
            249,
            250,
            272,
            298,
            303,
            304,
            308,
            310,
            311,
            313,
            320,
            321,
            323,
            425,
            426,
            427,
            428,
            429,
            430,
            431,
            432,
            433,
            442,
            319,
            447,
            29,
            64,
            68,
        ),
    ),
    "aarch64": (
        0xC00000B7,
        (
            39,
            40,
            41,
            60,
            97,
            104,
            105,
            106,
            117,
            217,
            218,
            219,
            241,
            264,
            265,
            268,
            270,
            271,
            273,
            280,
            282,
            294,
            425,
            426,
            427,
            428,
            429,
            430,
            431,
            432,
            433,
            442,
            279,
            447,
            194,
            190,
            186,
        ),
    ),
}
# Only plain sockets: those of this machine by name and those of its own, empty network. A socket to the host of a
# virtual machine, for one, knows no network namespaces.
_SOCKET = {"x86_64": (41, 53), "aarch64": (198, 199)}
_PLAIN_SOCKETS = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6


def _filter_program(architecture, numbers, sockets):
    """The filter as Berkeley packet filter instructions: another architecture is killed, a listed call is refused."""
    load, equal, above, answer = 0x20, 0x15, 0x35, 0x06
    kill, refuse, allow = 0x80000000, 0x00050000 | 1, 0x7FFF0000
    lines = [
        (load, 0, 0, 4),
        (equal, 1, 0, architecture),
        (answer, 0, 0, kill),
        (load, 0, 0, 0),
        (above, 0, 1, 0x40000000),
        (answer, 0, 0, kill),
    ]
    for number in numbers:
        lines += [(equal, 0, 1, number), (answer, 0, 0, refuse)]
    for number in sockets:
        families = [(equal, len(_PLAIN_SOCKETS) - place, 0, family) for place, family in enumerate(_PLAIN_SOCKETS)]
        lines += [(equal, 0, len(families) + 3, number), (load, 0, 0, FIRST_ARGUMENT), *families]
        lines += [(answer, 0, 0, refuse), (answer, 0, 0, allow)]
    return [*lines, (answer, 0, 0, allow)]


def refuse_dangerous_calls():
    """Install the filter for this process and all that it starts. Returns False on an architecture it does not know."""
    if platform.machine() not in _REFUSED:
        return False
    lines = _filter_program(*_REFUSED[platform.machine()], _SOCKET[platform.machine()])
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in lines))
    program = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(lines), ctypes.addressof(code)))
    prctl(SET_SECCOMP, 2, ctypes.addressof(program))
    return True
