"""Finds submissions in whatever tree nbgrader, a learning platform or a folder of folders gives.

Two witnesses say whose a file is and which exercise set: its place (see ``owners``) and its content (see ``contents``).
Where they disagree it is told; where that could harm somebody the file is left aside for a person. Every file is either
found or left, with its path and, where it is known, its owner.
"""

from dataclasses import dataclass, replace

from missing_middle.checks.registry import UNGRADED
from missing_middle.grading import setnames
from missing_middle.grading.archives import Entry, entries
from missing_middle.grading.contents import Content, content_of
from missing_middle.grading.owners import (
    BRIGHTSPACES_LIST,
    FOLDER,
    NAME,
    TOKEN,
    Claim,
    Directory,
    brightspaces,
    share_a_word,
)
from missing_middle.grading.stamps import stamp_of

OWN, NOBODYS, ANOTHERS = range(3)  # whose numbers a notebook holds
TIES = 2_500_000_000  # nanoseconds: the clock of a zip counts in steps of two seconds
NO_NOTEBOOK = "it is no notebook"


@dataclass(frozen=True)
class Found:
    """A file that is graded."""

    student: object  # a Student
    exercise: str
    entry: Entry
    notes: tuple = ()
    content: Content | None = None
    stamp: dict | None = None  # when a platform says that it was handed in (see ``stamps``)


@dataclass(frozen=True)
class Left:
    """A file that is not graded, and why. ``harmless`` if nobody can have lost anything by it."""

    entry: Entry
    reason: str
    owner: str = ""
    harmless: bool = False
    content: Content | None = None

    @property
    def name(self):
        """The path below the folder of submissions."""
        return self.entry.name


@dataclass(frozen=True)
class _Candidate:
    """A file of a known student and set."""

    entry: Entry
    claim: Claim
    notes: tuple
    content: Content | None
    numbers: int = NOBODYS
    of: object = None  # the Student whose numbers it holds, if another's

    def later(self):
        """What orders attempts: the best, then the latest, is last."""
        canvas = setnames.RESUBMITTED.search(_stem(self.entry)) if self.claim.root[-1:] == ("platform",) else None
        readable = self.content is None or not self.content.unreadable
        number = int(canvas.group(1)) if canvas else 0
        copy = setnames.copy_number(_stem(self.entry))
        return readable, -self.numbers, number, self.entry.when, copy, self.entry.name

    def stamp(self):
        """What the platform wrote into its own part of the path; a student's names are not asked."""
        if self.claim.root[-1:] != ("platform",):
            return None
        return stamp_of(self.entry.parts[self.claim.depth], self.claim.late)

    def left(self, owner, reason, harmless=False):
        return Left(self.entry, reason, owner.id, harmless, self.content)


def find_submissions(folder, students, exercises, *, tokens=None, released=frozenset(), without=()):
    """What to grade, one file for each student and exercise, and what is left aside; both in a fixed order.

    Parameters
    ----------
    folder : path
        A folder, or a zip as a learning platform gives it.
    students : list of Student
    exercises : list of str
        The sets that are graded.
    tokens : mapping or None
        Token to student, where a class has numbers of its own.
    released : set of str
        Stripped sources of released cells.
    without : iterable of path
        Folders that are not looked into.
    """
    search, files = _Search(students, tokens or {}), list(entries(folder, without))
    lists = {(*entry.parts[:depth], BRIGHTSPACES_LIST) for entry in files for depth in brightspaces(entry.parts)}
    for entry in files:
        if entry.parts in lists:
            search.left.append(Left(entry, "Brightspace's list of what was handed in", harmless=True))
        elif entry.litter:
            search.left.append(Left(entry, "a computer made it, no person", harmless=True))
        else:
            search.take(entry, _notebook(entry, exercises, released))
    return search.settled()


def find_files(folder, students, names):
    """As above for files named by ``names`` and ending in ``.json``; files of other endings are none of ours."""
    search = _Search(students, {})
    for entry in entries(folder):
        if not entry.litter and entry.name.casefold().endswith(".json"):
            named = setnames.set_of(_stem(entry), names)
            reason = entry.problem or ("" if named else f"its name is none of {', '.join(names)}")
            search.take(entry, reason or (named, None, ()))
    return search.settled()


# The content as a witness --------------------------------------------------------------------------------------------


def _stem(entry):
    name = entry.parts[-1]
    stem = setnames.without_ending(name)
    return stem if stem is not None else name.rpartition(".")[0] or name


def _notebook(entry, exercises, released):
    """``(set, content, notes)``, or why the file is left aside: a text, or a text and a content."""
    name = entry.parts[-1]
    if entry.problem:
        return entry.problem
    if setnames.without_ending(name) is None:
        return NO_NOTEBOOK
    try:
        content = content_of(entry.read(), released)
    except OSError as error:
        return f"it cannot be read: {error.strerror or error}"
    if content.unreadable and not name.casefold().endswith(".ipynb"):
        return NO_NOTEBOOK
    strict = setnames.set_of(_stem(entry), (*exercises, *UNGRADED))
    named = strict or setnames.mentioned(_stem(entry), exercises)
    held = content.exercises
    if len(held) > 1 and named not in held:
        return f"it holds questions of {' and '.join(held)}, and its name does not say which set it is", content
    exercise = held[0] if len(held) == 1 else named if held else strict
    if exercise is None:
        return "neither its name nor its cells are those of an exercise set", content
    if exercise not in exercises:
        return f"the set {exercise} is not graded", content
    if named != exercise:
        said = f"says {named}" if named else "does not say which set it is"
        return exercise, content, (f"The file's name {said}; its cells are those of {exercise}.",)
    return exercise, content, ()


# The place as a witness ----------------------------------------------------------------------------------------------


class _Search:
    """Collects candidates and what is left aside."""

    def __init__(self, students, tokens):
        self.directory, self.tokens = Directory(students), tokens
        self.candidates, self.left = {}, []

    def take(self, entry, told):
        """File an entry under its owner and set, or leave it aside."""
        *folders, _ = entry.parts
        claim = self.directory.claim([part.removesuffix(".zip") for part in folders] + [_stem(entry)])
        exercise, content, notes = told if type(told) is tuple and len(told) == 3 else (None, None, ())
        if exercise is None:
            reason, content = (told, None) if type(told) is str else told
            owner = claim.owner.id if claim.owner else ""
            harmless = any(reason == f"the set {name} is not graded" for name in UNGRADED)
            self.left.append(Left(entry, reason, owner, harmless, content))
            return
        if claim.late:
            notes = (*notes, "The platform marks this file as late.")
        owner, candidate, reason = self._owner(entry, claim, content, notes)
        if owner is None:
            self.left.append(Left(entry, reason, claim.owner.id if claim.owner else "", False, content))
        else:
            self.candidates.setdefault((owner, exercise), []).append(candidate)

    def _owner(self, entry, claim, content, notes):
        """``(student, candidate, "")``, or ``(None, None, why)``."""
        personal = content.personal if content else set()
        holder = self.tokens.get(next(iter(personal))) if len(personal) == 1 else None
        owner, numbers = claim.owner, NOBODYS
        if claim.doubt:
            if holder not in claim.doubt:
                return None, None, f"it may belong to {' or '.join(sorted(one.id for one in claim.doubt))}"
            owner, claim = holder, replace(claim, sure=TOKEN, root=("token", entry.name))
            notes = (*notes, "The path fits several students; the numbers in the notebook decided.")
        elif owner is None:
            if holder is None:
                return None, None, "no student of the roster has this name"
            if claim.stranger and holder.name and not share_a_word(holder.name, claim.stranger):
                return None, None, f"its numbers are those of {holder.id}, its place is that of {claim.stranger!r}"
            owner, claim = holder, replace(claim, sure=TOKEN, root=("token", *claim.root, *entry.parts[:-1]))
            notes = (*notes, "No part of the path names the student; the numbers in the notebook did.")
        if holder is not None and holder != owner:
            if claim.sure != FOLDER:
                return None, None, f"its numbers are those of {holder.id}, its name is that of {owner.id}"
            numbers = ANOTHERS
        elif personal:
            numbers = OWN if holder == owner else ANOTHERS
        if claim.sure == NAME and numbers != OWN:
            notes = (*notes, "Only the person's name in the path says whose this is.")
        return owner, _Candidate(entry, claim, notes, content, numbers, holder if numbers == ANOTHERS else None), ""

    def settled(self):
        """Found and left, when every file was taken."""
        chosen = {}
        for (owner, exercise), group in sorted(self.candidates.items(), key=lambda one: (one[0][0].id, one[0][1])):
            best, aside = _choose(group, owner)
            self.left += aside
            if best is not None:
                chosen[owner, exercise] = best
        for (owner, exercise), best in list(chosen.items()):
            if best.of is not None and (best.of, exercise) not in chosen:
                reason = f"its numbers are those of {best.of.id}, who handed in nothing else; its place is {owner.id}'s"
                self.left.append(best.left(owner, reason))
                del chosen[owner, exercise]
        found = [
            Found(owner, exercise, best.entry, best.notes, best.content, best.stamp())
            for (owner, exercise), best in chosen.items()
        ]
        at_work = {one.student.id for one in found}
        graded = {(one.student.id, one.content.sha256) for one in found if one.content}
        left = [
            replace(one, harmless=True)
            if (one.reason == NO_NOTEBOOK and one.owner in at_work)
            or (one.content and (one.owner, one.content.sha256) in graded)  # a person has put it where it belongs
            else one
            for one in self.left
        ]
        return found, sorted(left, key=lambda one: one.name)


# Several files of one student and set --------------------------------------------------------------------------------


def _choose(group, owner):
    """The attempt that counts (or ``None``), and the others as left aside."""
    surest = min((one.claim.sure, one.claim.depth) for one in group)
    near = [one for one in group if (one.claim.sure, one.claim.depth) == surest]
    far = [one for one in group if one not in near]
    roots = {one.claim.root for one in near}
    own = [one for one in near if one.numbers == OWN and one.claim.sure != TOKEN]
    if surest[0] >= NAME and len(roots) > 1 and len({one.claim.root for one in own}) != 1:
        where = f"{len(roots)} places claim to be those of {owner.id}: put the right one into a folder {owner.id}/"
        return None, [one.left(owner, where) for one in group]
    if surest[0] >= NAME and len(roots) > 1:
        far, near = far + [one for one in near if one not in own], own
    *older, best = sorted(near, key=_Candidate.later)
    aside = [_beside(one, best, owner) for one in older]
    for one in far:
        same = one.content is not None and one.content.sha256 == best.content.sha256
        reason = "it is the same as" if same else "it lies in a place that says less surely whose it is than that of"
        aside.append(one.left(owner, f"{reason} {best.entry.name}", same))
    if older:
        best = replace(best, notes=(f"{len(near)} files were handed in; the latest was graded.", *best.notes))
    return best, aside


def _beside(one, best, owner):
    """Why an attempt does not count, and whether that is beyond doubt."""
    name = best.entry.name
    if one.content is None or one.content.sha256 == best.content.sha256:
        return one.left(owner, f"{name} is later", harmless=True)
    if one.content.unreadable and not best.content.unreadable:
        earlier = one.entry.when < best.entry.when - TIES
        return one.left(owner, f"{name} {'is later' if earlier else 'was graded: this one cannot be read'}", earlier)
    if one.numbers != best.numbers:
        return one.left(owner, f"{name} holds this student's numbers and was graded")
    if one.claim.root != best.claim.root:
        return one.left(owner, f"{name} is later, and lies elsewhere")
    told_apart = one.later()[2] != best.later()[2] or best.entry.when - one.entry.when > TIES
    if not told_apart:
        return one.left(owner, f"{name} was graded; which of the two is later cannot be told")
    return one.left(owner, f"{name} is later", harmless=True)
