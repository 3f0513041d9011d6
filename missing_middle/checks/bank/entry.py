"""One entry of the bank: what somebody seems to believe, the question that may unsettle it, and where to look again."""

from dataclasses import dataclass

from missing_middle.checks.words import say


@dataclass(frozen=True)
class Place:
    """Somewhere in the course to look again."""

    name: str  # as a sentence names it
    file: str  # from the root of the course
    heading: str = ""  # a heading in that file, if the place is narrower than the file


@dataclass(frozen=True)
class Misconception:
    """A belief or a slip."""

    seems: str  # completes "You seem to ..."
    hint: str  # a question
    places: tuple[Place, ...]  # where to look again: Place, the nearest first
    belief: str | None = None  # in the student's words; None for a slip
    found_in: tuple[str, ...] = ()  # works that document the belief, keys of book/references.bib; none: a guess of ours

    def look_again(self) -> str:
        """Where to look, as a sentence."""
        return say("places", places=say("places.or").join(place.name for place in self.places))
