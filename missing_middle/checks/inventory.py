"""The diagnostic inventory: ten items asked before the course and, with other numbers, after it.

Nobody is graded by it. An item is a function of a state: it computes every number in its stem and options with the
library. Each tempting option is what follows from one belief (or slip) of the bank. Form A is the test before the
course, form B the one after it; both have the same items in the same order, and an order of options drawn once for
each.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from functools import cache

from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.checks.variants import PUBLIC, Draw, seed_of

TESTS = {"pre-test": "a", "post-test": "b"}  # name of the test (and its page): the state of each item
UNSURE = "e"
UNSURE_TEXT = "I do not know"


@dataclass(frozen=True)
class Asked:
    """What an item says in one state."""

    stem: str
    right: str
    tempting: Mapping  # id of the bank -> what is believed, in this state


@dataclass(frozen=True)
class Item:
    """One item, with its state in each form."""

    id: str
    title: str
    says: Callable  # state as keyword arguments -> Asked
    taken_up: str  # the entry of the bank whose first place takes the item up
    a: Mapping
    b: Mapping

    @property
    def place(self):
        """Where the course takes the item up."""
        return MISCONCEPTIONS[self.taken_up].places[0]


@dataclass(frozen=True)
class Option:
    """One answer to choose; ``holds`` is ``"right"``, ``"unsure"`` or the id of the bank behind it."""

    letter: str
    text: str
    holds: str


@dataclass(frozen=True)
class Lettered:
    """An item of one test, with its options in the order of the page."""

    id: str  # unique in the course: "pre-test-d1"
    item: Item
    stem: str
    options: tuple

    @property
    def right(self):
        """The letter of the right option."""
        return next(option.letter for option in self.options if option.holds == "right")


@cache
def lettered(test):
    """The ten items of ``"pre-test"`` or ``"post-test"``, as a tuple of :class:`Lettered`.

    Raises ``ValueError`` for another name.

    >>> first = lettered("pre-test")[0]
    >>> first.id, [option.letter for option in first.options], first.options[-1].text
    ('pre-test-d1', ['a', 'b', 'c', 'd', 'e'], 'I do not know')
    """
    from missing_middle.checks.inventory_items import ITEMS

    if test not in TESTS:
        raise ValueError(f"test = {test!r} is not allowed: give one of {', '.join(TESTS)}.")
    return tuple(_lettered(f"{test}-{item.id}", item, getattr(item, TESTS[test])) for item in ITEMS)


def _lettered(name, item, state):
    asked = item.says(**state)
    answers = [("right", asked.right), *asked.tempting.items()]
    shuffled = [*Draw(seed_of(PUBLIC, name)).shuffled(answers), ("unsure", UNSURE_TEXT)]
    options = tuple(Option(letter, text, holds) for letter, (holds, text) in zip("abcde", shuffled, strict=True))
    return Lettered(name, item, asked.stem, options)


def belief_in_words(holds):
    """What somebody believes, in quotation marks; of a slip, what is easily done.

    >>> belief_in_words("kr-zero")
    'Many think so: “What they gain we lose.”'
    >>> belief_in_words("cl-beforeafter")
    'Easily done: to compare the joiners with themselves, before and after.'
    """
    entry = MISCONCEPTIONS[holds]
    return f"Many think so: “{entry.belief}”" if entry.belief else f"Easily done: to {entry.seems}."


def page_items(test):
    """The items of a test as plain data for its page, in the manner of ``public_items``.

    Each option carries, beside letter and text, what its choice is told once all ten are answered: ``outcome``,
    ``misconception``, ``says`` and ``places``. Raises ``ValueError`` for an unknown test.
    """
    return [
        {
            "id": one.id,
            "kind": "choice",
            "title": one.item.title,
            "stem": one.stem,
            "options": [_told(one.item, option) for option in one.options],
        }
        for one in lettered(test)
    ]


def _told(item, option):
    belief = option.holds if option.holds in MISCONCEPTIONS else None
    place = MISCONCEPTIONS[belief].places[0] if belief else item.place
    if belief:
        outcome, says = "misconception", f"{belief_in_words(belief)} Look at {place.name}."
    elif option.holds == "right":
        outcome, says = "correct", f"As in the model: look at {place.name} for the reason."
    else:
        outcome, says = "not yet", f"Left open: look at {place.name}."
    return {
        "letter": option.letter,
        "text": option.text,
        "outcome": outcome,
        "misconception": belief,
        "says": says,
        "places": [asdict(place)],
    }
