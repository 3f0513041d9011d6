"""Put faults into explorables, questions and models, one at a time, and say which of them no test sees.

Run in the project's folder: ``.venv/bin/python tests/mutants``. Each mutant lives in a process of its own, forked when
all is imported, and meets only its own tests, which stop at the first that fails. What survives is either a test that
is missing, or stands in ``reasons.csv`` with the reason why no reader could see the difference. The status is 1 if a
mutant survives without a reason, and 2 if tests fail without any fault.
"""

import argparse
import csv
import os
import random
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

os.environ.setdefault("MISSING_MIDDLE_SEEDS", "20")  # a fault that shows for few students only is another matter
os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # no test here needs one, and each mutant would import them anew

import hypothesis.strategies  # noqa: F401  here once, and not by each mutant
import of_explorables
import of_laboratory
import of_models
import of_questions
from mutant import Mutant, outcome

REASONS = Path(__file__).parent / "reasons.csv"


def chosen(mutants, number):
    """As many of each kind as there is room for, the same ones every time."""
    kinds = defaultdict(list)
    for mutant in mutants:
        kinds[mutant.kind].append(mutant)
    for several in kinds.values():
        random.Random(7).shuffle(several)
    places = sorted((place, kind) for kind, several in kinds.items() for place in range(len(several)))
    return [kinds[kind][place] for place, kind in places[:number]]


def run(mutants, jobs):
    """Yield each mutant with its outcome and its seconds, ``jobs`` of them at a time."""
    waiting, running = list(reversed(mutants)), {}
    while waiting or running:
        while waiting and len(running) < jobs:
            mutant = waiting.pop()
            running[mutant.start()] = mutant, time.monotonic()
        child, status = os.wait()
        mutant, begun = running.pop(child)
        yield mutant, outcome(status), time.monotonic() - begun


def healthy(mutants):
    """One mutant without a fault for each selection of tests: they must pass, or what they kill says nothing."""
    return [Mutant("no fault", m.what, m.files, lambda: None, m.only) for m in {m.tests: m for m in mutants}.values()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--number", type=int, default=240, help="how many mutants (default %(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time (default %(default)s)")
    parser.add_argument("--only", default="", help="those whose name holds these words")
    parser.add_argument("--list", action="store_true", help="only name them")
    asked = parser.parse_args()
    every = [*of_explorables.mutants(), *of_questions.mutants(), *of_models.mutants(), *of_laboratory.mutants()]
    mutants = chosen([one for one in every if asked.only in str(one)], asked.number)
    print(f"{len(mutants)} of {len(every)} mutants", flush=True)
    if asked.list:
        print(*mutants, sep="\n")
        return 0
    ill = [mutant for mutant, found, _ in run(healthy(mutants), asked.jobs) if found != "survived"]
    for mutant in ill:
        print("FAILS WITHOUT A FAULT", *mutant.tests)
    if ill:
        return 2
    with REASONS.open(encoding="utf8", newline="") as file:
        reasons = {row["mutant"]: row["reason"] for row in csv.DictReader(file)}
    begun, tally, open_ones = time.monotonic(), Counter(), 0
    for mutant, found, seconds in run(mutants, asked.jobs):
        tally[mutant.kind, found] += 1
        if found != "killed":
            reason = reasons.get(str(mutant), "")
            open_ones += not reason
            print(f"{found} ({seconds:.0f} s)  {mutant}  {reason}", flush=True)
    for kind in sorted({kind for kind, _ in tally}):
        print(f"{kind:40}", *(f"{word} {tally[kind, word]:4}" for word in ("killed", "survived", "broken")), sep="  ")
    print(f"{time.monotonic() - begun:.0f} s; without a reason: {open_ones}")
    return 1 if open_ones else 0


if __name__ == "__main__":
    sys.exit(main())
