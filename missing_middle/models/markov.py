"""How long does a practice live in a small network? The exact answer, where ``adoption`` gives an approximation.

Each node of a network has the practice or not. Who has it hands it on over each link at rate beta, and drops it at
rate delta. With n nodes that is a Markov chain of 2**n states, and the one without users is never left: in any network
of finite size the practice dies out in the end, whatever the rates. What can be asked is when::

    d p / dt = p Q                          p: the probability of every state, Q: the rates between them
    alive(t) = 1 - p(t)[nobody]
    (- Q without the state nobody) years = 1

Nodes with the same links (but for the one between them) are twins. Which of them has the practice changes no rate, so a
state says of each class of twins how many have it, and nothing else: nine nodes of the network cluster, five firms that
all know one another and four agents that know all firms, have 6 times 5 states in the place of 512.

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
FEW_STATES = 200  # of which a full table is handled sooner than a sparse one


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
    twins = _twins(A)
    learnt, dropped, states = _rates(A, twins, float(beta), float(delta))
    users, begins = states.sum(axis=1), started(start, nodes)
    first = np.flatnonzero((states == [len(set(begins).intersection(members)) for members in twins]).all(axis=1))[0]
    years = _years(learnt, dropped, users)[first]
    finite_or_refuse("years", years, beta=beta, delta=delta)
    alive, mean = _over_time(learnt + dropped, first, times, users / len(nodes))
    with np.errstate(invalid="ignore"):  # where nothing of the probability is left in a float: one user, the last
        if_alive = np.where(alive > 0, mean / np.where(alive > 0, alive, 1), 1 / len(nodes))
    return AdoptionChain(float(years), times, alive, mean, if_alive)


def _twins(A):
    """Classes of nodes with the same links, but for those among themselves."""
    classes = []
    for i in range(len(A)):
        for members in classes:
            others = np.delete(np.arange(len(A)), [i, members[0]])
            if (A[i, others] == A[members[0], others]).all():
                members.append(i)
                break
        else:
            classes.append([i])
    return classes


def _rates(A, twins, beta, delta):
    """Rates from state (row) to state (column), of learning and of dropping, sparse where they are many; the states.

    A state is a row: how many of each class of twins have the practice. The first one is nobody.
    """
    from scipy.sparse import csr_array

    sizes = np.array([len(members) for members in twins])
    states = np.indices(sizes + 1).reshape(len(sizes), -1).T
    step = np.append(np.cumprod((sizes + 1)[::-1])[-2::-1], 1)  # from a state to that with one user more in a class
    learnt, dropped = [], []
    for one, members in enumerate(twins):
        linked = [A[members[0], others[-1]] for others in twins]  # to its own class by the last: an only child has none
        without, with_it = (np.flatnonzero(mine) for mine in (states[:, one] < sizes[one], states[:, one] > 0))
        learners = sizes[one] - states[without, one]
        learnt.append((beta * learners * (states[without] @ linked), without, without + step[one]))
        dropped.append((delta * states[with_it, one], with_it, with_it - step[one]))

    def matrix(parts):
        rates, rows, columns = (np.concatenate(part) for part in zip(*parts, strict=True))
        if len(states) > FEW_STATES:
            return csr_array((rates, (rows, columns)), shape=(len(states), len(states)))
        table = np.zeros((len(states), len(states)))
        table[rows, columns] = rates
        return table

    return matrix(learnt), matrix(dropped), states


def _years(learnt, dropped, users):
    """Expected years until nobody has it, from every state, from the top level downwards.

    ``until`` are the years until the next lower level is first reached, ``where`` the probabilities of its states. In
    the systems to be solved a state's own entry is the sum of the others and of the rate of dropping, never a
    difference, so that the years keep their digits where they are astronomic.
    """
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
        solved = np.linalg.solve(system, np.column_stack([waits, down @ np.eye(down.shape[1])]))
        until[m], where[m] = solved[:, 0], solved[:, 1:] / solved[:, 1:].sum(axis=1, keepdims=True)
    years = np.zeros(len(users))
    for m in range(1, len(levels)):
        years[levels[m]] = until[m] + where[m] @ years[levels[m - 1]]
    return years


def _over_time(rates, first, times, share):
    """Probability that somebody has it, and expected share of users, at each time. ``share`` of users in each state."""
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
    step, stays = (rates.T / pace)[1:, 1:], (1 - leaving / pace)[1:]  # without the state nobody
    p = np.zeros(len(stays))
    p[first - 1] = 1.0
    totals, followed = np.array([np.ones(len(p)), share[1:]]), np.empty((most + 1, 2))
    for m in range(most + 1):
        followed[m] = totals @ p
        p = step @ p + stays * p
    count = np.arange(most + 1)
    expected = pace * times[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        log_weight = np.where(expected > 0, count * np.log(expected), np.where(count == 0, 0.0, -np.inf))
    weight = np.exp(log_weight - expected - gammaln(count + 1))
    return (weight @ followed).T
