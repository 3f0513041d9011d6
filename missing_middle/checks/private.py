"""A teacher's private sets: in a folder of her own, asked and graded as the others, and published nowhere.

The folder holds for each set ``exam`` a file ``exam.py`` as in ``sets/`` and its solved notebook ``exam.ipynb``; for
answers in words also ``rubrics.md``. Students' machines never have it: their notebooks carry the numbers (``given``),
and a check says nothing.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from missing_middle.checks.question import Question
from missing_middle.checks.registry import add, questions_of
from missing_middle.checks.variants import case_of

NAME = re.compile(r"[a-z]{2,30}")
COURSE = Path(__file__).resolve().parents[2]
PUBLISHED = ("book", "notebooks", "exercises", "solutions", "data", "instructor", "missing_middle")
RUBRICS = "rubrics.md"


@dataclass(frozen=True)
class PrivateSet:
    """One set, as it goes to whoever marks it: also to a worker on another machine, which does not have the folder."""

    name: str
    source: str  # Python, as in a file of ``sets/``
    file: str  # where it stands
    rubrics: str = ""  # Markdown, as instructor/rubrics.md

    @property
    def notebook(self) -> Path:
        """Where its solved notebook stands."""
        return Path(self.file).with_suffix(".ipynb")


_held: dict[str, PrivateSet] = {}


def held() -> tuple[PrivateSet, ...]:
    """The private sets that this process knows."""
    return tuple(_held.values())


def held_as(name: str) -> PrivateSet | None:
    """The private set of this name, ``None`` for a set of the course."""
    return _held.get(name)


def admit(one: PrivateSet) -> None:
    """Take a private set in. Raises ``ValueError`` with its file if it is no set."""
    if _held.get(one.name) == one:
        return
    module = ModuleType(f"private_sets_of_a_teacher.{one.name}")
    sys.modules[module.__name__] = module  # where a dataclass of hers looks for its own module
    try:
        exec(compile(one.source, one.file, "exec"), module.__dict__)
    except SyntaxError as error:
        raise ValueError(f"{one.file}, line {error.lineno}: {error.msg}.") from None
    except Exception as error:
        raise ValueError(f"{one.file} stops with {type(error).__name__}: {error}") from None
    questions = getattr(module, "QUESTIONS", None)
    if not isinstance(questions, tuple) or not questions or not all(isinstance(each, Question) for each in questions):
        raise ValueError(f"{one.file} needs a tuple QUESTIONS with at least one Question.")
    try:
        add(one.name, questions)
    except ValueError as error:
        raise ValueError(f"{one.file}: {error}") from None
    _held[one.name] = one


def admit_folder(folder: str | Path) -> None:
    """Take in every set of a folder.

    Raises ``ValueError`` for a folder without a set, for one that lies where the course is published, for a set without
    its solved notebook, and for a question whose numbers cannot be drawn; each names the file.
    """
    folder = Path(folder).resolve()
    if any(folder.is_relative_to(COURSE / name) for name in PUBLISHED):
        raise ValueError(f"{folder} lies where the course is published: give private sets a folder of their own.")
    files = [path for path in sorted(folder.glob("*.py")) if not path.name.startswith("_")]
    if not files:
        raise ValueError(f"{folder} holds no set, which is a file such as exam.py.")
    rubrics = folder / RUBRICS
    words = rubrics.read_text(encoding="utf-8") if rubrics.is_file() else ""
    for path in files:
        if not NAME.fullmatch(path.stem):
            raise ValueError(f"{path}: a set is called by small letters from a to z, as exam.py is.")
        one = PrivateSet(path.stem, path.read_text(encoding="utf-8"), str(path), words)
        if not one.notebook.is_file():
            raise ValueError(f"{path} has no {one.notebook.name} beside it, its solved notebook.")
        admit(one)
        for question in questions_of(one.name):
            try:
                case_of(question)
            except Exception as error:
                raise ValueError(f"{path}: {question.id} stops with {type(error).__name__}: {error}") from None
