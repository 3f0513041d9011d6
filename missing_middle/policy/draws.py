"""Which portfolio is best, and in how many draws from the intervals does it stay in its place?

A draw takes every number of ``evidence.ASSUMED``, the size of every lever and the cost of every kind from its interval,
each alone and evenly; then every portfolio buys what the budget pays for, and is evaluated. All portfolios of a draw
see the same numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from missing_middle.models._record import Record
from missing_middle.models._require import require_between, require_count, require_one_of
from missing_middle.policy.costs import ALL, KINDS, ordered, within
from missing_middle.policy.economy import BASELINE, Economy
from missing_middle.policy.evidence import ASSUMED, size_interval
from missing_middle.policy.outcome import evaluate
from missing_middle.policy.strengths import pulled

GOALS = ("income", "welfare", "c_product", "c_process", "export_share", "hyperquadrant")
TIE = 1e-9  # closer than this, relative to the best, and two portfolios share a place


@dataclass(frozen=True)
class Ranking(Record):
    """Portfolios in the order of a goal, and how sure that order is.

    Arrays have one entry for each portfolio; ``drawn`` has a column for each.
    """

    names: tuple  #: of the portfolios, as given
    values: np.ndarray  #: of the goal, at the assumed numbers
    places: np.ndarray  #: 1 is the best; who ties shares a place
    stays: np.ndarray  #: in how many draws each has the same place as at the assumed numbers
    draws: int
    drawn: np.ndarray  #: values of the goal, one row for each draw
    low: np.ndarray  #: of the goal, below which a twentieth of the draws lies
    high: np.ndarray  #: above which a twentieth lies
    reached: np.ndarray  #: in how many draws the country reaches corner 7


def ranking(portfolios, budget, goal="income", draws=1000, seed=1, base=BASELINE):
    """Rank portfolios that one budget has to pay for; returns a :class:`Ranking`.

    Raises ``ValueError`` for a lever twice, a budget outside its domain, and what a model refuses.

    Parameters
    ----------
    portfolios : mapping from str to sequence of str
        Names to ids of ``LEVERS``, the most wanted first; two portfolios or more.
    budget : float
        Points, from 0 to what all levers cost together; at 0 nothing moves and all tie.
    goal : str
        A number of ``Outcome`` that is to be high: ``income``, ``welfare``, ``c_product``, ``c_process``,
        ``export_share`` or ``hyperquadrant``.
    draws : int
        How often all numbers are drawn, 1 to 100,000.
    seed : int
        Of the draws, 0 or more.
    base : Economy
        The economy that the levers act on.

    Examples
    --------
    >>> from missing_middle.policy import ranking
    >>> sure = ranking({"licences": ["licensing"], "fund": ["public-funds"]}, budget=4, draws=100)
    >>> sure.places.tolist(), bool(sure.stays[0] > 90)
    ([1, 2], True)
    """
    wanted = _checked(portfolios)
    require_between("budget", budget, 0, ALL)
    require_one_of("goal", goal, GOALS)
    require_count("draws", draws, 1, 100_000)
    require_count("seed", seed, 0)
    if not isinstance(base, Economy):
        raise ValueError(f"base = {base!r} is not allowed: give an Economy.")
    assumed = np.array([evaluate(pulled(within(levers, budget), base))[goal] for levers in wanted.values()], float)
    places = _places(assumed)
    drawn = np.empty((draws, len(wanted)))
    corner = np.zeros((draws, len(wanted)), bool)
    paths, sizes = tuple(ASSUMED), sorted({lever for levers in wanted.values() for lever in levers})
    numbers = _uniform((*ASSUMED.values(), *map(size_interval, sizes), *KINDS.values()), draws, seed)
    for i, row in enumerate(numbers):
        at = base.changed(dict(zip(paths, row, strict=False)))
        size = dict(zip(sizes, row[len(paths) :], strict=False))
        points = dict(zip(KINDS, row[-len(KINDS) :], strict=True))
        for j, levers in enumerate(wanted.values()):
            bought = within(levers, budget, points)
            end = evaluate(pulled({name: strength * size[name] for name, strength in bought.items()}, at))
            drawn[i, j], corner[i, j] = end[goal], end.hyperquadrant == 7
    stays = sum(_places(row) == places for row in drawn)
    return Ranking(
        tuple(wanted),
        assumed,
        places,
        stays,
        draws,
        drawn,
        *np.quantile(drawn, (0.05, 0.95), axis=0),
        corner.sum(axis=0),
    )


def _uniform(intervals, draws, seed):
    """A row for each draw, with a number from each interval."""
    low, high = np.array([(one.low, one.high) for one in intervals]).T
    return np.random.default_rng(seed).uniform(low, high, (draws, len(low))).tolist()


def _places(values):
    slack = TIE * max(np.abs(values).max(), 1.0)
    return 1 + (values[None, :] > values[:, None] + slack).sum(axis=1)


def _checked(portfolios):
    if not isinstance(portfolios, Mapping) or len(portfolios) < 2:
        raise ValueError(f"portfolios = {portfolios!r} is not allowed: give two or more names with their levers.")
    return {str(name): ordered(levers) for name, levers in portfolios.items()}
