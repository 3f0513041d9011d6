"""A mutant: one fault put into the course in memory, and the tests that should see it."""

import os
import signal
from collections.abc import Callable
from dataclasses import dataclass

import pytest

LIMIT = 600  # seconds; a fault may make a test run for ever
SEEN = {pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED}  # the second: a test file could not be imported
QUIET = ("-x", "-q", "-p", "no:cacheprovider", "-m", "not browser")


@dataclass(frozen=True)
class Mutant:
    """``apply`` changes objects that are imported already; ``only`` picks tests of ``files`` as ``pytest -k`` does."""

    kind: str
    what: str  # names the place, and is unique within the kind
    files: tuple[str, ...]
    apply: Callable[[], None]
    only: str = ""

    def __str__(self):
        return f"{self.kind}: {self.what}"

    @property
    def tests(self):
        """The arguments of pytest."""
        return (*self.files, *(("-k", self.only) if self.only else ()))

    def start(self):
        """Fork a process in which the fault exists and its tests run; return the process id."""
        child = os.fork()
        if child:
            return child
        signal.alarm(LIMIT)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        code = pytest.ExitCode.INTERNAL_ERROR
        try:
            self.apply()
            code = pytest.main([*QUIET, *self.tests])
        finally:
            os._exit(code)


def outcome(status):
    """What the status of a child says: ``killed``, ``survived``, or ``broken`` if its tests could not run."""
    if os.WIFSIGNALED(status):
        return "killed" if os.WTERMSIG(status) == signal.SIGALRM else "broken"
    code = os.WEXITSTATUS(status)
    return "survived" if code == pytest.ExitCode.OK else "killed" if code in SEEN else "broken"


def put(record, field, value):
    """Change a frozen record where it lies, so that everybody who holds it sees the fault."""
    object.__setattr__(record, field, value)
