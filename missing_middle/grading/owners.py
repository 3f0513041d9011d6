"""Whose file? Read from its path: the part that the platform or the instructor named decides, never a deeper one.

What a student may name (a file, a folder inside a download, a nickname) is a witness at most. Platforms write the owner
in ways of their own; where one of them has spoken, nothing below it is listened to.
"""

import re
import unicodedata
from dataclasses import dataclass

FOLDER, PIECE, NAME, TOKEN = range(4)  # how sure: the smaller, the surer
MOODLE = re.compile(r"(?P<name>.*)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?[^/]*")
CANVAS = re.compile(r"(?P<squashed>[^_]+)(?P<late>_LATE)?_(?P<number>\d+)_\d+_.*", re.DOTALL)
BRIGHTSPACE = re.compile(r"\d+-\d+ - (?P<name>.+?) - .*\d{4}.*")
BLACKBOARD = re.compile(r"(?P<head>.+)_attempt_\d{4}(?:-\d\d){5}(?:_.*)?")
BRIGHTSPACES_LIST = "index.html"  # beside the students' folders
PLATFORMS = {"Moodle": MOODLE, "Canvas": CANVAS, "Brightspace": BRIGHTSPACE, "Blackboard": BLACKBOARD}


def platform_of(file):
    """The platform that named the file at a path, or ``None``; the outermost, since students name what lies below."""
    for part in file.split("/"):
        for platform, pattern in PLATFORMS.items():
            if pattern.fullmatch(part):
                return platform
    return None


def brightspaces(parts):
    """At which depths of a path Brightspace has named a folder."""
    return [depth for depth, part in enumerate(parts[:-1]) if BRIGHTSPACE.fullmatch(part)]


@dataclass(frozen=True)
class Claim:
    """What a path says about its owner."""

    owner: object = None  # a Student, or None if nobody of the roster is named
    sure: int = TOKEN
    depth: int = 0  # at which part of the path
    root: tuple = ()  # what one owner's attempts have in common
    doubt: frozenset = frozenset()  # the students between whom only a person may decide
    stranger: str = ""  # the name that a platform gives an owner who is not on the roster
    late: bool = False  # the platform says that it came late


class Directory:
    """Every name of the roster, ready to be looked up."""

    def __init__(self, students):
        self.known = {folded(value): one for one in students for value in one.identities}
        self.longest = max((value.count("_") for value in self.known), default=0) + 1
        self.names, self.squashed = {}, {}
        for one in students:
            for table, keys in ((self.names, {plain(one.name)}), (self.squashed, squashed(one.name))):
                for key in keys - {""}:
                    table.setdefault(key, []).append(one)

    def named(self, name):
        """The only student of this name, or None."""
        return _only(self.names.get(plain(name), ())) or _only(self.names.get(plain(_turned(name)), ()))

    def claim(self, parts):
        """The :class:`Claim` of a path, given as its folders and its name without the ending."""
        for depth, part in enumerate(parts):
            claim = self._platform(part, parts[:depth], depth) or self._convention(part, parts[:depth], depth)
            if claim is None:
                continue
            if claim.root[-1:] == ("platform",):
                return claim
            others = {claim.owner}
            for deeper in parts[depth + 1 :]:
                below = self._platform(deeper, (), 0) or self._convention(deeper, (), 0)
                others |= {below.owner} if below is not None and below.owner is not None else set()
            return claim if len(others - {None}) < 2 else _doubtful(others)
        return Claim()

    def _platform(self, part, above, depth):
        for pattern in (MOODLE, CANVAS, BRIGHTSPACE, BLACKBOARD):
            match = pattern.fullmatch(part)
            if match:
                return self._told(match.groupdict(), part, above, depth)
        return None

    def _told(self, told, part, above, depth):
        """What a platform's own name says; nobody below it is asked, also if it names a stranger."""
        late = bool(told.get("late"))
        if "head" in told:
            words = told["head"].split("_")
            owner = next(
                (one for start in range(len(words)) if (one := self.known.get(folded("_".join(words[start:]))))), None
            )
            return self._settled(owner, FOLDER, words[-1], above, depth, late)
        owner = self.known.get(told["number"]) if told.get("number") else None
        if owner is not None:
            return self._settled(owner, FOLDER, told["number"], above, depth, late)
        if "squashed" in told:
            owner = _only(self.squashed.get(told["squashed"].casefold(), ()))
            return self._settled(owner, NAME, f"{told['squashed']}_{told['number']}", above, depth, late)
        # Two people of one name have two folders: the number tells them apart.
        return self._settled(self.named(told["name"]), NAME, part, above, depth, late)

    def _settled(self, owner, sure, key, above, depth, late):
        stranger = "" if owner is not None else str(key)
        return Claim(owner, sure if owner else TOKEN, depth, (*above, key, "platform"), stranger=stranger, late=late)

    def _convention(self, part, above, depth):
        whole = self.known.get(folded(part))
        if whole is not None:
            return Claim(whole, FOLDER, depth, (*above, folded(part)))
        owners = self._pieces(folded(part))
        if len(owners) > 1:
            return _doubtful(owners)
        if owners:
            (owner,) = owners
            return Claim(owner, PIECE, depth, (*above, owner.id))
        for piece in (part, *part.split(" - ")):
            owner = self.named(piece)
            if owner is not None:
                return Claim(owner, NAME, depth, (*above, plain(piece)))
        return None

    def _pieces(self, part):
        """Students whom runs of pieces between underscores name; longer runs first, and each piece once."""
        pieces, owners = part.split("_")[:60], set()
        taken = [False] * len(pieces)
        for length in range(min(self.longest, len(pieces)), 0, -1):
            for start in range(len(pieces) - length + 1):
                owner = self.known.get("_".join(pieces[start : start + length]))
                if owner is not None and not any(taken[start : start + length]):
                    owners.add(owner)
                    taken[start : start + length] = [True] * length
        return owners


def _doubtful(owners):
    return Claim(doubt=frozenset(owners) - {None})


def _only(found):
    return found[0] if len(found) == 1 else None


def folded(text):
    """Without differences of case and of Unicode's two ways to write one letter."""
    return unicodedata.normalize("NFC", text).casefold()


def plain(text):
    """A person's name in letters without marks, words apart by one space."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join(bare.casefold().split())


def _turned(name):
    """``Last, First`` as ``First Last``."""
    last, comma, first = name.partition(",")
    return f"{first} {last}" if comma else name


def squashed(name):
    """A name as Canvas squeezes it: its words in any turn, letters and digits only.

    >>> sorted(squashed("Ada Lovelace"))
    ['adalovelace', 'lovelaceada']
    """
    words = re.findall(r"\w+", plain(name))
    return {"".join(words[turn:] + words[:turn]) for turn in range(len(words))}


def share_a_word(one, other):
    """Whether two names have a word in common, as a nickname and a full name do."""
    return bool(set(re.findall(r"\w{2,}", plain(one))) & set(re.findall(r"\w{2,}", plain(other))))
