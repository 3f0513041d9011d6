"""Faults in the table laboratory: in its repairs, in what they are called, in what the page computes, in its bet."""

from dataclasses import replace
from functools import partial
from itertools import permutations

from mutant import Mutant

from missing_middle.explorables.questions import forensics, puzzles

TESTS = ("tests/explorables/test_forensics.py",)
SCALE = 1.02
BUILD, FORM_OF = puzzles.puzzles, forensics.form_of


def plant(place, change):
    """Let the puzzle at ``place`` be what ``change`` makes of it, for all who ask from now on."""

    def puzzles_with_fault():
        every = list(BUILD())
        every[place] = change(every[place])
        return tuple(every)

    puzzles.puzzles = forensics.puzzles = puzzles_with_fault


def with_reply(number, puzzle, **changes):
    replies = list(puzzle.replies)
    replies[number] = replace(replies[number], **changes)
    return replace(puzzle, replies=tuple(replies))


def scale_repair(number, puzzle):
    values = {cell: SCALE * value for cell, value in puzzle.replies[number].values.items()}
    return with_reply(number, puzzle, values=values)


def double_on_the_page(place, number):
    """The first coefficient of an identity, where the page computes with it and nowhere else."""
    fault = list(BUILD()[place].identities.values())[number].export()["forms"][0]

    def form_of(form):
        made = FORM_OF(form)
        if form == fault:
            (cell, weight), *rest = made["terms"]
            made = made | {"terms": [[cell, 2 * weight], *rest]}
        return made

    forensics.form_of = form_of


def exchange_right(one, other):
    options = forensics.BET["options"]
    options[one]["right"], options[other]["right"] = options[other]["right"], options[one]["right"]


def mutants():
    """Every mutant of every puzzle."""
    for place, puzzle in enumerate(BUILD()):
        for number, reply in enumerate(puzzle.replies):
            what = f"{puzzle.id}, reply {number}"
            if reply.values and reply.role:
                yield Mutant("a repair scaled", what, TESTS, partial(plant, place, partial(scale_repair, number)))
            if reply.role in ("right", "tempting"):
                other = {"right": "tempting", "tempting": "right"}[reply.role]
                change = partial(with_reply, number, role=other)
                yield Mutant("a repair called otherwise", what, TESTS, partial(plant, place, change))
        for number, key in enumerate(puzzle.identities):
            what = f"{puzzle.id}, {key}"
            yield Mutant("a coefficient doubled on the page", what, TESTS, partial(double_on_the_page, place, number))
    for one, other in permutations(range(len(forensics.BET["options"])), 2):
        if forensics.BET["options"][one]["right"]:
            what = f"forensics, {forensics.BET['options'][other]['id']}"
            yield Mutant("the right option exchanged", what, TESTS, partial(exchange_right, one, other))
