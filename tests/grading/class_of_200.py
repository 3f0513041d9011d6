"""A class of two hundred and more files as a term brings them, and what each of them is due.

Every student has numbers of his own and hands in one form of the unusual: an answer of another type or in another
place, a name that a platform, a browser or a computer made, a file twice, late or broken, an attack. ``accept.py``
grades them and compares. The class is the same in every run.
"""

import copy
import json
import os
from dataclasses import dataclass, field
from functools import cache

import hostile
from classroom import ROOT, cell, code
from forms import every_form, written
from layouts import LAYOUTS, laid_out
from top_to_bottom import verdicts
from trees import SALT, zipped

from missing_middle.checks.judging import CORRECT
from missing_middle.checks.registry import SETS, question_of, questions_of
from missing_middle.checks.variants import case_of
from missing_middle.grading.tokens import VARIANT, token_of

START = 1_790_000_000  # seconds; each file of a student is a minute later than the one before it
GIVEN = (
    *("Ada", "Bertil", "Chloé", "Dmitri", "Eszter", "Fatoş", "Grzegorz", "Hằng", "Ínés"),
    *("João", "Kübra", "Łukasz", "Mária", "Ngozi", "Óscar", "Petr", "Quế", "Rūta"),
)
FAMILY = (
    *("Ångström", "O'Neill", "Çelik", "García-López", "Dvořák", "Nguyễn", "Σιδέρης", "王", "de_la_Cruz"),
    *("Müller", "Żak", "Iñárritu", "Smith", "Öz"),
    *("Weiß", "Ødegård", "Hrvat", "D'Arcy"),
)
SHORT_IDS = ("s{:03}", "s{:03}.x", "s{:03}-b", "s{:03}@uni", "s_{:03}", "s_{:03}_z", "S{:03}")
# Attacks that take a while each are left to ``test_hostile.py``, which has them all.
ATTACKS = (
    *("loop", "stops-itself", "fork-storm-of-daemons", "shell-loop", "regular-expression"),
    *("leaves-by-the-back-door", "segfault", "kills-its-group", "daemonises", "closes-every-descriptor"),
    *("memory", "memory-of-many", "disk", "open-files"),
    *("thread-that-waits-at-exit", "daemon", "at-exit", "signal-handlers"),
    *hostile.LIES,
    *(f"patches-{name}" for name in hostile.PATCHES),
    *hostile.BURGLARS,
    *hostile.FORGERIES,
    *("asks-for-input", "prints-without-end", "very-long-line", "system-exit", "own-exception", "coroutine"),
    *("floods-the-grader", "says-it-is-finished", "removes-every-name", "patches-the-model", "rewrites-the-encoder"),
    *("points-in-metadata", "second-cell-with-the-same-id", "changed-check", "cells-upside-down"),
    *("function-that-leaves", "function-of-many-kinds", "signature-that-lies", "changes-its-arguments"),
)
HOGS = {
    "memory that no map shows": """
import os
for n in range(200):
    held = os.memfd_create(str(n))
    os.write(held, bytes(16_000_000))""",
    "memory of System V": """
import ctypes
libc = ctypes.CDLL(None)
libc.shmat.restype = ctypes.c_void_p
for n in range(200):
    place = libc.shmat(libc.shmget(0, 16_000_000, 0o1600), None, 0)
    if place in (None, 2**64 - 1): raise MemoryError
    ctypes.memset(place, 1, 16_000_000)""",
    "46 busy processes": """
import os
for _ in range(45):
    if os.fork() == 0:
        os.setsid()
        while True: pass
while True: pass""",
    "slow to read for a regular expression": "'''\n" + ("closed:" + "," * 200 + " " * 4500 + "x\n") * 12 + "'''",
}
WORKS_HARD = """
import time
start = time.process_time()
while time.process_time() < start + 1.2: pass
"""


@dataclass(frozen=True)
class Due:
    """What one student must get for one set."""

    student: str
    exercise: str
    points: float
    by_hand: float
    remark: str = ""  # words that a remark must hold
    unreadable: bool = False


@dataclass(frozen=True)
class Aside:
    """A file that must be left aside, why, and whether that harms nobody."""

    file: str
    reason: str
    harmless: bool = False


@dataclass
class Form:
    """One student, what he handed in, and what is to come of it."""

    kind: str
    name: str
    files: dict  # path below the folder of submissions -> bytes
    due: tuple = ()
    aside: tuple = ()
    minutes: tuple = ()  # when each file was written; one after the other if empty


@dataclass(frozen=True)
class Person:
    """A row of the roster."""

    id: str
    name: str
    canvas: str
    email: str


@dataclass
class Class200:
    """The class: forms in their order, and the roster."""

    forms: list = field(default_factory=list)
    people: list = field(default_factory=list)

    def new(self):
        """The next student."""
        number = len(self.people)
        given, family = GIVEN[number % len(GIVEN)], FAMILY[number // len(GIVEN) % len(FAMILY)]
        one = Person(
            SHORT_IDS[number % len(SHORT_IDS)].format(number),
            f"{given} {family}",
            str(70_000 + number),
            f"p{number}@uni.example",
        )
        self.people.append(one)
        return one

    def write(self, folder):
        """Write the submissions and the roster; returns both paths."""
        for form in self.forms:
            for place, (name, data) in enumerate(form.files.items()):
                path = folder / "submissions" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                if path.exists():
                    raise ValueError(f"two forms write {name}")
                path.write_bytes(data)
                when = START + 60 * (form.minutes[place] if form.minutes else place)
                os.utime(path, (when, when))
        rows = [f'{one.id},"{one.name}",{one.canvas},{one.email}' for one in self.people]
        roster = folder / "roster.csv"
        roster.write_text("\n".join(["student,name,canvas,email", *rows, ""]), "utf-8-sig")
        return folder / "submissions", roster


@cache
def full(exercise):
    """Points that the grader gives, and points that a person gives, for everything."""
    questions = questions_of(exercise)
    texts = sum(one.points for one in questions if one.kind == "text")
    return sum(one.points for one in questions) - texts, texts


@cache
def _solution(exercise):
    return json.loads((ROOT / "solutions" / f"{exercise}.ipynb").read_bytes())


def personal(student, exercise="trade", answers=None):
    """The solved notebook with the numbers of a student, some of its answer cells replaced."""
    return made_personal(copy.deepcopy(_solution(exercise)), student, exercise, answers)


def made_personal(notebook, student, exercise="trade", answers=None):
    """A solved public notebook with another student's numbers; its options stand in his own order."""
    token = token_of(student, SALT)
    for one in notebook["cells"]:
        one["source"] = VARIANT.sub(f'variant("{token}")', "".join(one["source"]))
    for question in questions_of(exercise):
        if question.kind == "choice":
            letter = question.right(case_of(question, token))
            cell(notebook, question.id)["source"] = f"{question.answer} = {letter!r}"
    for name, source in (answers or {}).items():
        cell(notebook, name)["source"] = source
    return notebook


def packed(notebook):
    return json.dumps(notebook).encode()


def all_of(student, exercise="trade", lost=0, **more):
    """Everything but ``lost`` points of a set."""
    points, by_hand = full(exercise)
    return Due(student, exercise, points - lost, by_hand, **more)


def as_the_check_says(student, exercise, notebook):
    """What the notebook's own checks say when it is run from top to bottom."""
    said = verdicts(notebook)
    points = sum(
        question.points for question in questions_of(exercise)
        if question.id in said and said[question.id].outcome == CORRECT
    )  # fmt: skip
    return Due(student, exercise, points, full(exercise)[1])


def class_of_200():
    """The class."""
    room = Class200()
    for group in (_forms, _layouts, _words, _platforms, _browsers, _zips, _twice, _whose, _broken, _attacks, _others):
        room.forms += group(room)
    return room


# Honest answers ------------------------------------------------------------------------------------------------------


def _forms(room):
    """Answers of every type: what the check in the notebook says is due."""
    for question_id, name, form in every_form():
        one = room.new()
        notebook = personal(one.id, answers={question_id: written(question_id, form, token_of(one.id, SALT))})
        due = as_the_check_says(one.id, "trade", notebook)
        yield Form("type of answer", f"{question_id} {name}", {f"{one.id}/trade.ipynb": packed(notebook)}, (due,))


def _layouts(room):
    """Answers in every place, each set in turn: everything is due, whatever has become of the checks."""
    for number, layout in enumerate(LAYOUTS):
        one, exercise = room.new(), SETS[number % len(SETS)]
        notebook = laid_out(layout, personal(one.id, exercise), questions_of(exercise))
        name = f"{one.id}/{exercise}.ipynb"
        yield Form("place of answer", f"{exercise} {layout.__name__}", {name: packed(notebook)}, (
            all_of(one.id, exercise),
        ))  # fmt: skip


def _words(room):
    """Free text in every place: a person reads it."""
    text, source = "I would answer that the count says little, because able firms stay.", "trade-q8"
    stub = question_of(source).form.stub(None)
    markdown = {"cell_type": "markdown", "id": "mine", "metadata": {}, "source": text}
    ways = {
        "mark and metadata lost": lambda old: [{**markdown, "id": old["id"]}],
        "in a cell of his own below": lambda old: [{**old, "source": stub}, markdown],
        "in a cell of his own instead": lambda old: [markdown],
        "in a code cell": lambda old: [{**old, "cell_type": "code", "outputs": [], "source": text}],
        "in a raw cell": lambda old: [{**old, "cell_type": "raw", "source": text}],
    }
    for name, change in ways.items():
        one = room.new()
        notebook = personal(one.id)
        place = notebook["cells"].index(cell(notebook, source))
        notebook["cells"][place : place + 1] = change(notebook["cells"][place])
        yield Form("words", name, {f"{one.id}/trade.ipynb": packed(notebook)}, (all_of(one.id),))


# Names ---------------------------------------------------------------------------------------------------------------


def _named(room, kind, name, path, exercise="trade", remark="", minutes=(), **more):
    one = room.new()
    family = one.name.partition(" ")[2]
    squeezed = "".join(filter(str.isalnum, (family + one.name.partition(" ")[0]).lower()))
    turned = f"{family}, {one.name.partition(' ')[0]}"
    path = path.format(one=one, squeezed=squeezed, turned=turned, upper=one.id.upper())
    due = all_of(one.id, exercise, remark=remark)
    return Form(kind, name, {path: packed(personal(one.id, exercise))}, (due,), minutes=minutes, **more)


def _platforms(room):
    ways = {
        "Moodle": "{one.name}_657737_assignsubmission_file_/trade.ipynb",
        "Moodle, a folder of his own": "{one.name}_657738_assignsubmission_file_/my work/trade.ipynb",
        "Canvas": "{squeezed}_{one.canvas}_9002_trade.ipynb",
        "Canvas, handed in again": "{squeezed}_{one.canvas}_9003_trade-1.ipynb",
        "Brightspace": "131-77 - {one.name} - Nov 28, 2026 1156 AM/trade.ipynb",
        "Blackboard": "Exercise_{one.id}_attempt_2026-11-28-11-56-00_trade.ipynb",
        "Teams": "Submitted files/{one.name}/Exercises/Version 1/trade.ipynb",
        "Google Classroom": "{one.name} - trade.ipynb",
        "family name first": "{turned}/trade.ipynb",
        "e-mail": "{one.email}/trade.ipynb",
        "other case": "{upper}/trade.ipynb",
        "nbgrader": "submitted/{one.id}/trade/trade.ipynb",
        "flat": "{one.id}_trade.ipynb",
    }
    for name, path in ways.items():
        yield _named(room, "platform", name, path)
    late = "The platform marks this file as late"
    yield _named(room, "late", "Canvas, late", "{squeezed}_LATE_{one.canvas}_9004_trade.ipynb", remark=late)
    told = "the numbers in the notebook did"
    yield _named(room, "platform", "nothing but the numbers", "x9/export/Untitled.ipynb", remark=told)


def _browsers(room):
    odd = "The file's name"
    ways = {
        "trade (1).ipynb": "", "trade-Copy1.ipynb": "", "Copy of trade.ipynb": "", "Trade.ipynb": "",
        "TRADE.IPYNB": "", "trade.ipynb.txt": "", "trade.ipynb.json": "", "trade_final.ipynb": "",
        "hw1-trade.ipynb": "", "Untitled.ipynb": odd, "gains.ipynb": odd, "trade-2.ipynb": "",
    }  # fmt: skip
    for name, remark in ways.items():
        yield _named(room, "browser", name, f"{{one.id}}/{name}", remark=remark)


def _zips(room):
    one = room.new()
    inside = {"home/deep/trade.ipynb": packed(personal(one.id)), "__MACOSX/home/deep/._trade.ipynb": b"\0\5\26\7"}
    litter = Aside(f"{one.id}/work.zip/__MACOSX/home/deep/._trade.ipynb", "a computer made it", True)
    yield Form("zip", "a student's, from a Mac", {f"{one.id}/work.zip": zipped(inside)}, (all_of(one.id),), (litter,))
    three = [room.new() for _ in range(3)]
    names = [f"x{place}_{one.canvas}_900{place}_" for place, one in enumerate(three)]
    files = {
        f"{names[0]}trade.ipynb": packed(personal(three[0].id)),
        f"{names[1]}all.zip": zipped({"trade.ipynb": packed(personal(three[1].id))}),
        f"{names[2]}.pdf": b"%PDF",
    }
    pdf = Aside(f"download.zip/{names[2]}.pdf", "no notebook")
    due = tuple(all_of(one.id) for one in three[:2])
    yield Form("zip", "a platform's, a zip within it", {"download.zip": zipped(files)}, due, (pdf,))
    for name, data, inner, said in (
        ("leads out", {"../trade.ipynb": b"{}"}, "../trade.ipynb", "leads out of the zip"),
        ("two zips deep", {"a.zip": zipped({"b.zip": zipped({"trade.ipynb": b"{}"})})}, "a.zip/b.zip", "2 zips"),
    ):
        one = room.new()
        aside = Aside(f"{one.id}/work.zip/{inner}", said)
        yield Form("zip", name, {f"{one.id}/work.zip": zipped(data)}, (), (aside,))
    one = room.new()
    yield Form("zip", "no zip at all", {f"{one.id}/work.zip": b"PK\3\4 no"}, (), (
        Aside(f"{one.id}/work.zip", "cannot be opened"),
    ))  # fmt: skip
    one = room.new()
    bomb = zipped({"trade.ipynb": b" " * 42_000_000})
    due = Due(one.id, "trade", 0, 0, "larger than", unreadable=True)
    yield Form("zip", "42 MB in a few kB", {f"{one.id}/work.zip": bomb}, (due,))


# Several files of one student ----------------------------------------------------------------------------------------


def _twice(room):
    def wrong(one):
        return packed(personal(one.id, answers={"trade-q1": "share = 0.987"}))

    def right(one):
        return packed(personal(one.id))

    later, twice = "is later", "2 files were handed in"
    for name, first, second, lost in (
        ("better again", wrong, right, 0),
        ("worse again: the latest counts", right, wrong, 2),
    ):
        one = room.new()
        files = {f"{one.id}/trade.ipynb": first(one), f"{one.id}/trade (1).ipynb": second(one)}
        due = all_of(one.id, lost=lost, remark=twice)
        yield Form("twice", name, files, (due,), (Aside(f"{one.id}/trade.ipynb", later, True),))
    one = room.new()
    names = [f"x_{one.canvas}_91_trade.ipynb", f"x_LATE_{one.canvas}_92_trade-1.ipynb"]
    due = all_of(one.id, remark="late")
    files = dict(zip(names, (wrong(one), right(one)), strict=True))
    yield Form("twice", "Canvas, the second one late", files, (due,), (Aside(names[0], later, True),))
    one = room.new()
    files = {f"{one.id}/trade.ipynb": wrong(one), f"{one.id}/trade (1).ipynb": right(one)}
    unsure = Aside(f"{one.id}/trade.ipynb", "which of the two is later cannot be told")
    yield Form("twice", "of one time", files, (all_of(one.id),), (unsure,), (0, 0))
    one = room.new()
    files = {f"{one.id}/trade.ipynb": right(one), f"{one.id}/again/trade.ipynb": right(one)}
    yield Form("twice", "the same bytes", files, (all_of(one.id),), (
        Aside(f"{one.id}/trade.ipynb", later, True),
    ))  # fmt: skip
    one = room.new()
    files = {f"{one.id}/trade.ipynb": right(one), f"{one.id}/trade (1).ipynb": b"{"}
    yield Form("twice", "the later one broken", files, (all_of(one.id),), (
        Aside(f"{one.id}/trade (1).ipynb", "cannot be read"),
    ))  # fmt: skip
    one = room.new()
    files = {f"{one.id}/{name}": data for name, data in (
        ("trade.ipynb", right(one)), ("._trade.ipynb", b"\0\5\26\7"), (".DS_Store", b"\0"), ("trade.html", b"<p>"),
    )}  # fmt: skip
    asides = tuple(Aside(f"{one.id}/{name}", said, True) for name, said in (
        ("._trade.ipynb", "a computer made it"), (".DS_Store", "a computer made it"), ("trade.html", "no notebook"),
    ))  # fmt: skip
    yield Form("twice", "with what a Mac adds", files, (all_of(one.id),), asides)
    one = room.new()
    files = {f"{one.id}/{name}.ipynb": packed(personal(one.id, name)) for name in SETS[:4]}
    yield Form("twice", "four sets", files, tuple(all_of(one.id, name) for name in SETS[:4]))


# Whose ---------------------------------------------------------------------------------------------------------------


def _whose(room):
    unknown = "no student of the roster has this name"
    for place, inside in enumerate(("{0}/trade.ipynb", "{0}_trade.ipynb")):
        victim = room.new()
        own, evil = f"{victim.name}_11{place}_assignsubmission_file_/trade.ipynb", inside.format(victim.id)
        evil = f"First Last_22{place}_assignsubmission_file_/{evil}"
        public = packed(_solution("trade"))
        files = {own: packed(personal(victim.id)), evil: public}
        yield Form(
            "for another one", f"a stranger writes {inside}", files, (all_of(victim.id),), (Aside(evil, unknown),)
        )
    victim, other = room.new(), room.new()
    name = f"{other.name}_333_assignsubmission_file_/{victim.id}/trade.ipynb"
    files = {f"{victim.id}/trade.ipynb": packed(personal(victim.id)), name: packed(personal(other.id))}
    yield Form("for another one", "a neighbour names a folder so", files, (all_of(victim.id), all_of(other.id)))
    victim, copyist = room.new(), room.new()
    files = {f"{one.id}/trade.ipynb": packed(personal(victim.id)) for one in (victim, copyist)}
    theirs = case_of(question_of("trade-q7"), token_of(copyist.id, SALT))
    same = question_of("trade-q7").right(theirs) == question_of("trade-q7").right(
        case_of(question_of("trade-q7"), token_of(victim.id, SALT))
    )
    remark = f"holds the numbers of {victim.id}"
    due = (all_of(victim.id), all_of(copyist.id, lost=0 if same else 2, remark=remark))
    yield Form("for another one", "a neighbour's notebook handed in", files, due)
    absent, copyist = room.new(), room.new()
    name = f"{copyist.id}/trade.ipynb"
    yield Form("for another one", "of one who handed in nothing", {name: packed(personal(absent.id))}, (), (
        Aside(name, f"its numbers are those of {absent.id}, who handed in nothing else"),
    ))  # fmt: skip
    one = room.new()
    lost = 0 if question_of("trade-q7").right(case_of(question_of("trade-q7"), token_of(one.id, SALT))) == (
        question_of("trade-q7").right(case_of(question_of("trade-q7")))
    ) else 2  # fmt: skip
    yield Form("for another one", "the public notebook", {f"{one.id}/trade.ipynb": packed(_solution("trade"))}, (
        all_of(one.id, lost=lost, remark="it is the published notebook"),
    ))  # fmt: skip
    one = room.new()
    last_year = personal(one.id)
    for each in last_year["cells"]:
        each["source"] = VARIANT.sub('variant("0123456789abcdef0123456789abcdef")', each["source"])
    yield Form("for another one", "last year's numbers", {f"{one.id}/trade.ipynb": packed(last_year)}, (
        all_of(one.id, remark="another class or year"),
    ))  # fmt: skip
    one = room.new()
    name = f"{one.id}/primer.ipynb"
    yield Form("for another one", "a set that is not graded", {name: packed(personal(one.id, "primer"))}, (), (
        Aside(name, "the set primer is not graded", True),
    ))  # fmt: skip
    yield Form("for another one", "a stranger's", {"nobody/trade.ipynb": packed(_solution("trade"))}, (), (
        Aside("nobody/trade.ipynb", unknown),
    ))  # fmt: skip


# Broken --------------------------------------------------------------------------------------------------------------


def _broken(room):
    for name, data in hostile.UNREADABLE.items():
        one = room.new()
        if name == "cells-of-another-kind":
            due = Due(one.id, "trade", 0, 0)
        else:
            due = Due(one.id, "trade", 0, 0, "could not be read", unreadable=True)
        yield Form("broken", name, {f"{one.id}/trade.ipynb": data}, (due,))
    encoded = {
        "UTF-16": lambda text: text.encode("utf-16"),
        "with a mark": lambda text: text.encode("utf-8-sig"),
        "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
        "zeros at its end": lambda text: text.encode() + b"\0" * 512,
    }
    for name, encode in encoded.items():
        one = room.new()
        data = encode(json.dumps(personal(one.id), indent=1))
        yield Form("encoding", name, {f"{one.id}/trade.ipynb": data}, (all_of(one.id),))
    one = room.new()
    yield Form(
        "broken", "a picture", {f"{one.id}/work.png": b"\x89PNG"}, (), (Aside(f"{one.id}/work.png", "no notebook"),)
    )


# Attacks -------------------------------------------------------------------------------------------------------------


def _attacks(room):
    """Each costs its author what it replaces; beside each hog stands one who needs his seconds."""
    kinds = hostile.kinds(port=9)
    for name in ATTACKS:
        one, kind = room.new(), kinds[name]
        notebook = _with_right_numbers(kind.notebook, one.id)
        points = sum(question_of(question).points for question in kind.scores)
        due = Due(one.id, "trade", points, 3, kind.remark)
        yield Form("attack", name, {f"{one.id}/trade.ipynb": packed(notebook)}, (due,))
    for name, source in HOGS.items():
        one = room.new()
        notebook = personal(one.id, answers={"trade-q2": source})
        yield Form("attack", name, {f"{one.id}/trade.ipynb": packed(notebook)}, (all_of(one.id, lost=2),))
        one = room.new()
        notebook = personal(one.id)
        for question in ("trade-q1", "trade-q5"):
            cell(notebook, question)["source"] = WORKS_HARD + cell(notebook, question)["source"]
        yield Form("neighbour", f"beside: {name}", {f"{one.id}/trade.ipynb": packed(notebook)}, (all_of(one.id),))


def _with_right_numbers(notebook, student):
    """An attack with the student's own numbers; what it would set if it got in is his right answer."""
    notebook = copy.deepcopy(notebook)
    changed = "".join(cell(notebook, "trade-q7")["source"]) != "".join(cell(_solution("trade"), "trade-q7")["source"])
    letter = "".join(cell(notebook, "trade-q7")["source"])
    for question in ("trade-q1", "trade-q2", "trade-q5", "trade-q6"):
        public, own = (repr(question_of(question).right(case_of(question_of(question), token)))
                       for token in ("public", token_of(student, SALT)))  # fmt: skip
        for one in notebook["cells"]:
            one["source"] = "".join(one["source"]).replace(public, own)
    return made_personal(notebook, student, answers={"trade-q7": letter} if changed else None)


def _others(room):
    """What else an honest student may do."""
    one = room.new()
    yield Form("place of answer", "everything at the end, by loops", {f"{one.id}/trade.ipynb": packed({
        **personal(one.id), "cells": [*personal(one.id)["cells"], code("for n in range(3):\n    print(n)")],
    })}, (all_of(one.id),))  # fmt: skip
    untouched = json.loads((ROOT / "exercises" / "trade.ipynb").read_bytes())
    one = room.new()
    for each in untouched["cells"]:
        each["source"] = VARIANT.sub(f'variant("{token_of(one.id, SALT)}")', "".join(each["source"]))
    yield Form("place of answer", "as it was handed out", {f"{one.id}/trade.ipynb": packed(untouched)}, (
        Due(one.id, "trade", 0, 0),
    ))  # fmt: skip
    room.new()  # and one who handed in nothing
