"""How long does a practice live in a small network? The exact answer, where ``adoption`` gives an approximation.

Each node of a network has the practice or not. Who has it hands it on over each link at rate beta, and drops it at
rate delta. With n nodes that is a Markov chain of 2**n states, and the one without users is never left: in any network
of finite size the practice dies out in the end, whatever the rates. What can be asked is when::

    d p / dt = p Q                          p: the probability of every state, Q: the rates between them
    alive(t) = 1 - p(t)[nobody]
    (- Q without the state nobody) years = 1

``years`` comes from one level (number of users) at a time: from level m the chain must pass level m - 1, so that a
state's years are those until it first does, and those of where it then stands. ``p`` comes from steps at a common rate
c, of which a time t holds a Poisson number (uniformization): only positive numbers are added.

Source: Van Mieghem, Omic and Kooij (2009, IEEE/ACM ToN 17), who start from this chain.
"""

import math
from dataclasses import dataclass

import numpy as np

from missing_middle.models._floats import finite_or_refuse
from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_at_least
from missing_middle.models._vectors import require_vector
from missing_middle.models.network import adjacency, started
from missing_middle.models.symbols import documented

MOST_NODES = 12  # 4,096 states
MOST_STEPS = 100_000  # some seconds with 12 nodes


@dataclass(frozen=True)
class AdoptionChain(Record):
    """What becomes of a practice in a small network, exactly; arrays shaped like ``t``."""

    years: float  #: expected time until nobody has it
    t: np.ndarray  #: years after the start
    alive: np.ndarray  #: probability that somebody has it, 0 to 1
    mean: np.ndarray  #: expected share of nodes that have it, 0 to 1
    mean_if_alive: np.ndarray  #: the same among the histories in which somebody has it, 0 to 1


@documented
def adoption_exact(nodes, edges, beta, delta, t, start=None):
    """How long does a practice live, and how many have it on the way? The Markov chain behind ``adoption``.

    Returns :class:`AdoptionChain`. Raises ``ValueError`` outside the domains, for more than 12 nodes (the chain of n
    nodes has 2**n states), for edges or a start that name unknown nodes, and for times so long that more than 100,000
    events would have to be followed.

    >>> two = adoption_exact(["a", "b"], [("a", "b")], beta=.8, delta=.6, t=[20])
    >>> round(two.years, 2), two.alive.round(3)              # adoption() has a quarter of them for ever
    (3.61, array([0.002]))
    """
    A, nodes = adjacency(nodes, edges)
    if len(nodes) > MOST_NODES:
        raise ValueError(
            f"nodes has {len(nodes)} entries: give at most {MOST_NODES} (the chain has 2**n states), or use adoption."
        )
    require_at_least("beta", beta, 0)
    require_above("delta", delta, 0)
    times = require_vector("t", t, low=0)
    first = sum(2**place for place in started(start, nodes))  # bit i of a state says whether node i has it
    learnt, dropped = _rates(A, float(beta), float(delta))
    years = _years(learnt, dropped)[first]
    finite_or_refuse("years", years, beta=beta, delta=delta)
    alive, mean = _over_time(learnt + dropped, first, times)
    with np.errstate(invalid="ignore"):  # where nothing of the probability is left in a float: one user, the last
        if_alive = np.where(alive > 0, mean / np.where(alive > 0, alive, 1), 1 / len(nodes))
    return AdoptionChain(float(years), times, alive, mean, if_alive)


def _rates(A, beta, delta):
    """Rates from state (row) to state (column), sparse: of learning, and of dropping."""
    from scipy.sparse import csr_array

    n = len(A)
    states = np.arange(2**n)
    has = (states[:, None] >> np.arange(n)) & 1
    teachers = has @ A
    learnt, dropped = [], []
    for i in range(n):
        without, with_it = states[has[:, i] == 0], states[has[:, i] == 1]
        learnt.append((beta * teachers[without, i], without, without + 2**i))
        dropped.append((np.full(len(with_it), delta), with_it, with_it - 2**i))

    def matrix(parts):
        rates, rows, columns = (np.concatenate(part) for part in zip(*parts, strict=True))
        return csr_array((rates, (rows, columns)), shape=(2**n, 2**n))

    return matrix(learnt), matrix(dropped)


def _years(learnt, dropped):
    """Expected years until nobody has it, from every state, from the top level downwards.

    ``until`` are the years until the next lower level is first reached, ``where`` the probabilities of its states. In
    the systems to be solved a state's own entry is the sum of the others and of the rate of dropping, never a
    difference, so that the years keep their digits where they are astronomic.
    """
    users = np.bitwise_count(np.arange(learnt.shape[0]))
    levels = [np.flatnonzero(users == m) for m in range(users.max() + 1)]
    until, where = [None] * len(levels), [None] * len(levels)
    for m in range(len(levels) - 1, 0, -1):
        here, down = levels[m], dropped[levels[m]][:, levels[m - 1]]
        back, waits = np.zeros((len(here), len(here))), np.ones(len(here))
        if m + 1 < len(levels):
            up = learnt[here][:, levels[m + 1]]
            back, waits = up @ where[m + 1], waits + up @ until[m + 1]
            np.fill_diagonal(back, 0)
        system = np.diag(down.sum(axis=1) + back.sum(axis=1)) - back
        solved = np.linalg.solve(system, np.column_stack([waits, down.toarray()]))
        until[m], where[m] = solved[:, 0], solved[:, 1:] / solved[:, 1:].sum(axis=1, keepdims=True)
    years = np.zeros(len(users))
    for m in range(1, len(levels)):
        years[levels[m]] = until[m] + where[m] @ years[levels[m - 1]]
    return years


def _over_time(rates, first, times):
    """Probability that somebody has it, and expected share of users, at each time."""
    from scipy.sparse import diags_array
    from scipy.special import gammaln

    leaving = rates.sum(axis=1)
    pace = leaving.max()  # of the steps, of which some lead nowhere
    longest = pace * times.max()
    most = math.ceil(longest + 8 * math.sqrt(longest) + 30)  # more steps have a probability below 1e-15
    if most > MOST_STEPS:
        raise ValueError(
            f"t = {float(times.max())!r} is not allowed with these rates and links: "
            f"give {MOST_STEPS / pace:.6g} or less."
        )
    step = (rates / pace + diags_array(1 - leaving / pace)).T.tocsr()[1:, 1:]  # without the state nobody
    users = np.bitwise_count(np.arange(1, rates.shape[0])) / int(rates.shape[0] - 1).bit_count()
    p = np.zeros(rates.shape[0] - 1)
    p[first - 1] = 1.0
    alive, mean = np.empty(most + 1), np.empty(most + 1)
    for m in range(most + 1):
        alive[m], mean[m] = p.sum(), users @ p
        p = step @ p
    count = np.arange(most + 1)
    expected = pace * times[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        log_weight = np.where(expected > 0, count * np.log(expected), np.where(count == 0, 0.0, -np.inf))
    weight = np.exp(log_weight - expected - gammaln(count + 1))
    return weight @ alive, weight @ mean
