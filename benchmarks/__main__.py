"""Print one table for each file of this folder that has ``rows()``, or for those named on the command line.

A row is (what, value, bound, alternative, ratio): the bound and the alternative may be ``None``, and the ratio says
how many times the alternative's figure is ours. With ``--save`` the rows are also written to ``benchmarks/results/``,
where the book's page on speed and weight reads them.
"""

import csv
import importlib
import pkgutil
import sys
from pathlib import Path

import benchmarks

COLUMNS = ("what", "value", "bound", "alternative", "ratio")
RESULTS = Path(__file__).parent / "results"


def table(name, save=False):
    """Print the rows of one file; return how many missed their bound."""
    print(f"\n{name}\n{'-' * len(name)}")
    print(f"{'what':66}{'value':>10}{'bound':>9}   alternative, and its figure over ours")
    missed, rows = 0, []
    for what, value, bound, alternative, ratio in importlib.import_module(f"benchmarks.{name}").rows():
        rows.append((what, f"{value:.6g}", bound, alternative, ratio and f"{ratio:.3g}"))
        late = bound is not None and value > bound
        missed += late
        limit = "" if bound is None else f"{bound:g}"
        beside = "" if alternative is None else alternative + ("" if ratio is None else f": {ratio:.1f} times")
        print(f"{what:66}{value:10.4g}{limit:>9}{' !' if late else '  '} {beside}", flush=True)
    if save:
        write(name, rows)
    return missed


def write(name, rows):
    """Keep the rows of one file as ``benchmarks/results/<name>.csv``; ``None`` is an empty cell."""
    RESULTS.mkdir(exist_ok=True)
    with (RESULTS / f"{name}.csv").open("w", newline="", encoding="utf8") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])


def main():
    known = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.name.startswith("_")]
    save = "--save" in sys.argv[1:]
    asked = [name for name in sys.argv[1:] if name != "--save"] or known
    if unknown := [name for name in asked if name not in known]:
        sys.exit(f"{', '.join(unknown)}: no such benchmark; there are {', '.join(known)}.")
    missed = sum(table(name, save) for name in asked)
    print(f"\n{missed} of the figures above their bound, marked with !" if missed else "\nEvery bound was kept.")


if __name__ == "__main__":
    main()
