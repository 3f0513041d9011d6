"""Control groups bound a room's memory where the machine has them; elsewhere a room counts for itself.

The trees here are folders of plain files: whether a kernel keeps such a limit is for a machine that has them to show.
"""

import contextlib
import os
import time
from pathlib import Path

import pytest

from missing_middle.grading import cgroups, sandbox
from missing_middle.grading.limits import Limits
from missing_middle.grading.room import Run
from missing_middle.grading.sandbox import Sandbox
from missing_middle.grading.staging import build_stage

MEMORY, NONE = "cpu memory pids\n", "\n"
PLAN = {
    "parameters": "{}",
    "steps": [
        {
            "name": "one",
            "given": [],
            "cells": ["x = 1"],
            "asks": [{"id": "x", "name": "x", "points": None}],
            "seconds": 9,
        }
    ],
}


@pytest.fixture
def tree(tmp_path):
    """Makes a tree of groups from ``{path: controllers}``, and the file that names the group of this process."""

    def make(groups, own):
        root = tmp_path / "groups"
        for path, controllers in groups.items():
            (root / path).mkdir(parents=True, exist_ok=True)
            (root / path / "cgroup.subtree_control").write_text(controllers)
            (root / path / "cgroup.procs").write_text("")
        (tmp_path / "own").write_text(own)
        return {"root": str(root), "own": str(tmp_path / "own")}

    return make


@pytest.mark.parametrize(
    "groups, own, chosen",
    [
        ({"": MEMORY, "user": MEMORY, "user/app": MEMORY, "user/app/shell": NONE}, "0::/user/app/shell\n", "user/app"),
        ({"": MEMORY, "user": MEMORY, "user/app": "cpu\n"}, "0::/user/app\n", "user"),
        ({"": MEMORY}, "0::/\n", ""),
        ({"": MEMORY, "x": MEMORY}, "12:memory:/x\n0::/\n", ""),
        ({"": NONE, "x": NONE}, "0::/x\n", None),  # memory is not handed on
        ({"": MEMORY}, "9:memory:/x\n8:cpu:/x\n", None),  # version 1
        ({"": MEMORY}, "0::/../outside\n", None),  # a container that shows a part
        ({"": MEMORY}, "0::/gone\n", ""),
        ({"": MEMORY}, "", None),
    ],
)
def test_group_is_made_where_memory_is_handed_on(tree, tmp_path, groups, own, chosen):
    expected = None if chosen is None else tmp_path / "groups" / chosen
    assert cgroups.parent_group(**tree(groups, own)) == expected


def test_group_that_may_not_be_written_to_is_none(tree, monkeypatch):
    where = tree({"": MEMORY, "mine": MEMORY}, "0::/mine\n")
    monkeypatch.setattr(cgroups.os, "access", lambda path, mode: False)
    assert cgroups.parent_group(**where) is None
    assert cgroups.parent_group(where["root"], where["own"] + "-that-is-not-there") is None


def test_limit_is_above_what_a_room_may_use_by_its_own_count(tmp_path):
    group = cgroups.Group(tmp_path, Limits(total_mb=700))
    assert int((group.folder / "memory.max").read_text()) == (700 + cgroups.SPARE_MB) * 2**20
    assert (group.folder / "memory.swap.max").read_text() == "0"
    assert not group.ran_out()
    (group.folder / "memory.events").write_text("low 0\nmax 7\noom 1\noom_kill 1\n")
    (group.folder / "memory.current").write_text(str(300 * 2**20))
    assert group.ran_out() and group.held_mb() == 300


def test_groups_of_killed_graders_are_swept(tmp_path):
    gone, alive = (tmp_path / f"{cgroups.MARK}{pid}-0" for pid in (2**22 + 1, os.getpid()))
    for folder in (gone, alive, tmp_path / "somebody-elses"):
        folder.mkdir()
    cgroups.sweep(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([alive.name, "somebody-elses"])


def test_end_for_want_of_memory_is_no_crash():
    run = Run({"a": {"state": "done"}, "b": {"state": "crashed"}}, "done", {})
    assert sandbox._with_reason(run).reports["b"]["state"] == "too much memory"
    assert sandbox._with_reason(run).reports["a"]["state"] == run.ended == "done"
    assert sandbox._with_reason(Run({}, "crashed", {})).ended == "too much memory"


def children_of(parent):
    found = []
    for pid in filter(str.isdigit, os.listdir("/proc")):
        with contextlib.suppress(OSError):
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1] == str(parent):
                found.append(pid)
    return found


@pytest.fixture
def walls(sandbox, tmp_path, monkeypatch):
    """A sandbox on a machine with such a tree, and the moments at which rooms were put into their groups."""
    taken, take = [], cgroups.Group.take

    def slowly(group, pid):
        time.sleep(0.3)
        taken.append((pid, children_of(pid)))
        take(group, pid)

    monkeypatch.setattr(cgroups, "parent_group", lambda: tmp_path)
    monkeypatch.setattr(cgroups.Group, "take", slowly)
    monkeypatch.setattr(cgroups.Group, "remove", lambda group: None)
    stage = build_stage()
    with Sandbox(stage, Limits()) as wall:
        yield wall, taken, tmp_path
    stage.remove()


@pytest.mark.sandbox
def test_room_waits_until_it_is_in_its_group(walls):
    wall, taken, tree = walls
    run = wall.run(PLAN)
    (group,) = tree.glob(f"{cgroups.MARK}*")
    assert run.reports["one"]["answers"]["x"]["named"]["value"] == {"int": "0x1"}
    ((pid, children),) = taken
    assert children == []  # behind the gate it has started nothing
    assert (group / "cgroup.procs").read_text() == str(pid)


@pytest.mark.sandbox
def test_room_is_made_without_a_group_where_none_can_be_made(walls, monkeypatch):
    wall, taken, _ = walls
    monkeypatch.setattr(cgroups.Group, "_write", lambda *_: (_ for _ in ()).throw(PermissionError("no")))
    for _ in range(2):
        assert wall.run(PLAN).ended == "done"
    assert not taken and wall._groups is None
