"""Where a submission runs, as the rest of the grader sees it: a plan goes in, what came out is a ``Run``."""

from dataclasses import dataclass
from typing import Any, Protocol

from missing_middle.grading.limits import Limits


@dataclass(frozen=True)
class Run:
    """What came out of a room: the first line for each step, and how it ended."""

    reports: dict[str, dict[str, Any]]  # step name -> exact builtin data, unchecked but for its form
    ended: str  # "done", or why the room was ended early
    seconds: dict[str, float]  # step name -> seconds from the line before; for the item report only


class Rooms(Protocol):
    """Gives each submission a room of its own; ``missing_middle.grading.sandbox.Sandbox`` is one."""

    limits: Limits
    unsafe: bool  # rooms without walls

    def run(self, plan: dict[str, Any]) -> Run:
        """Run a plan in a fresh room."""
