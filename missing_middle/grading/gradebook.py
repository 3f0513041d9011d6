"""One table over the sets of a term: shares of the points, the weakest dropped, weights, sections."""

import csv
import io
from dataclasses import dataclass

from missing_middle.checks.registry import graded
from missing_middle.grading.asking import SourceError
from missing_middle.grading.counting import counted
from missing_middle.grading.grades import tame


@dataclass(frozen=True)
class Term:
    """What counts, and how. ``weights`` maps sets to numbers above 0; sets without one weigh 1."""

    sets: tuple
    drop: int = 0  # so many of the weakest shares of each student do not count
    weights: tuple = ()  # pairs of set and weight


def term(sets, drop, weights):
    """A :class:`Term` from what a command was given; ``weights`` are texts such as ``trade=2``."""
    told = {}
    for text in weights:
        name, _, number = text.partition("=")
        try:
            value = float(number)
        except ValueError:
            value = 0
        if name not in sets or not 0 < value < 1e6:
            raise SourceError(
                f"--weight {text} is not allowed: write SET=NUMBER, with a set that counts and a number above 0."
            )
        told[name] = value
    unknown = [name for name in sets if name not in graded()]
    if unknown:
        raise SourceError(f"there is no set {unknown[0]!r}; there are {', '.join(graded())}.")
    if drop >= len(sets):
        raise SourceError(f"--drop {drop} leaves nothing of {counted(len(sets), 'set')}: give a smaller number.")
    return Term(tuple(dict.fromkeys(sets)), drop, tuple(told.items()))


def share_of(result):
    """A student's share of the points of one set, 0 to 1: 0 if nothing was handed in, ``None`` if all is excused."""
    if result is None:
        return 0.0
    return result["points"] / result["possible"] if result["possible"] else None


def total(own, plan):
    """The weighted mean share of one student, and the sets that were dropped. ``None`` if nothing counts.

    ``own`` maps sets to shares. The weakest are dropped, of equal ones that with the smaller weight; sets that are
    excused neither count nor are dropped.

    >>> plan = Term(("a", "b", "c"), drop=1, weights=(("a", 2.0),))
    >>> total({"a": 0.5, "b": 0.2, "c": 1.0}, plan)
    (0.6666666666666666, ['b'])
    """
    weights = dict(plan.weights)
    counted = sorted((share, weights.get(name, 1), name) for name, share in own.items() if share is not None)
    spared = min(plan.drop, max(len(counted) - 1, 0))
    dropped, kept = counted[:spared], counted[spared:]
    if not kept:
        return None, []
    weight = sum(each for _, each, _ in kept)
    return sum(share * each for share, each, _ in kept) / weight, [name for _, _, name in dropped]


def gradebook(results, students, plan, *, semicolons=False):
    """The table as bytes: UTF-8 with a mark, so that Excel shows every name.

    Parameters
    ----------
    results : list of dict
        As ``final_results`` gives them.
    students : list of Student
    plan : Term
    semicolons : bool
        Semicolons between cells and commas in numbers, as Excel wants them where people write 2,5.

    Raises
    ------
    SourceError
        If nobody handed in one of the sets: a slip in its name, or the results of another term.
    """
    by_place = {(one["student"], one["exercise"]): one for one in results}
    for name in plan.sets:
        if not any(exercise == name for _, exercise in by_place):
            raise SourceError(f"nobody handed in {name!r}: leave it out, or look whether these are its results.")
    head = ["student", "name", "section"]
    head += [f"{name} {what}" for name in plan.sets for what in ("points", "per cent")]
    head += ["counted per cent", "dropped", "waiting", "not handed in"]
    rows = [head]
    for student in sorted(students, key=lambda one: (one.section, one.id)) if _has_sections(students) else students:
        own = {name: by_place.get((student.id, name)) for name in plan.sets}
        mine = {name: share_of(result) for name, result in own.items()}
        share, dropped = total(mine, plan)
        cells = [tame(student.id), tame(student.name), tame(student.section)]
        for name in plan.sets:
            cells.append("" if own[name] is None else _number(own[name]["points"], semicolons))
            cells.append("excused" if mine[name] is None else _number(100 * mine[name], semicolons))
        cells.append("" if share is None else _number(100 * share, semicolons))
        cells += [" ".join(dropped), _number(sum(one["by_hand"] for one in own.values() if one), semicolons)]
        rows.append([*cells, " ".join(name for name in plan.sets if own[name] is None)])
    out = io.StringIO()
    csv.writer(out, delimiter=";" if semicolons else ",", lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8-sig")


def by_section(results, students, plan):
    """A line for each section: how many students, and the mean of what counts."""
    by_place = {(one["student"], one["exercise"]): one for one in results}
    groups = {}
    for student in students:
        mine = {name: share_of(by_place.get((student.id, name))) for name in plan.sets}
        share, _ = total(mine, plan)
        if share is not None:
            groups.setdefault(student.section or "(no section)", []).append(share)
    for name, values in sorted(groups.items()):
        mean = 100 * sum(values) / len(values)
        yield f"{name}: {counted(len(values), 'student')}, mean {mean:.1f} per cent"


def _has_sections(students):
    return any(one.section for one in students)


def _number(value, semicolons):
    text = f"{round(value, 2):g}"
    return text.replace(".", ",") if semicolons else text
