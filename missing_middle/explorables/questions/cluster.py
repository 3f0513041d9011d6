"""How large does a cluster grow, and how large should it be? (section 2.5)

Refutes "a bigger cluster is a better cluster", "firms stop joining at the best size" and "plant a few firms, and the
rest follow".
"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Bar, Bars, Dot, Lines, Rule, Series
from missing_middle.models import cluster_payoff, cluster_size

CLUSTER = {"A": 2.5, "eps": 0.3, "F": 1.5, "gamma": 0.9}
SIZES = np.geomspace(1, 1000, 61)

CONTROLS = [
    Slider(
        "c",
        "Cost of coordination",
        symbol="c",
        start=0.08,
        digits=2,
        stops=(0.04, 0.05, 0.06, 0.07, 0.08, 0.1, 0.12, 0.14, 0.16),
        note="schedules, standards, workers hired away; a broker lowers it",
    ),
    Slider(
        "v_out",
        "What a firm earns elsewhere",
        symbol="v",
        start=3.2,
        digits=1,
        stops=(2.0, 2.4, 2.8, 3.0, 3.2, 3.4, 3.6, 3.8, 4.0, 4.4),
        note="a member compares with this",
    ),
    Slider(
        "settled",
        "Firms that are settled at the start",
        unit="firms",
        start=2,
        digits=0,
        stops=(1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 800),
        note="by history, or by a ministry",
    ),
]

READOUTS = {
    "best": Readout("Size at which members earn most", "firms", 0),
    "most": Readout("What each of them then earns", "", 2),
    "least": Readout("Critical mass", "firms", 1),
    "entry": Readout("Size at which nobody wants to join or leave", "firms", 0),
    "end": Readout("Where the cluster ends from this start", "firms", 0),
    "now": Readout("A member earns at the start", "", 2),
    "lost": Readout("What a member loses at the end, against the best size", "", 2),
}


@lru_cache(maxsize=512)  # the start moves nothing but the story
def solve(c, v_out):
    return cluster_size(**CLUSTER, c=c, v_out=v_out), np.maximum(cluster_payoff(SIZES, **CLUSTER, c=c), -1.0)


def frame(c, v_out, settled):
    """A member's payoff at each size, the three sizes that matter, and the end of the story."""
    solved, payoff = solve(c, v_out)
    survives = solved.viable and settled >= solved.N_min
    return {
        "case": "hopeless" if not solved.viable else "grows" if survives else "dies",
        "best": solved.N_optimal,
        "most": solved.v_optimal,
        "least": solved.N_min,
        "entry": solved.N_equilibrium,
        "end": solved.N_equilibrium if survives else 0.0,
        "ends": solved.N_equilibrium if survives else None,  # drawn only once a cluster gets there
        "now": float(cluster_payoff([settled], **CLUSTER, c=c)[0]),
        "lost": solved.v_optimal - v_out if survives else None,
        "size": SIZES,
        "payoff": payoff,
    }


PAYOFF = Lines(
    title={
        "grows": "Firms keep coming until a member earns no more than elsewhere",
        "dies": "Too few to begin with: the members leave",
        "hopeless": "No size pays as well as being elsewhere",
    },
    alt="What a member earns, by the size of the cluster: it rises to {most} at {best} firms and then falls. "
    "Elsewhere a firm earns {v_out}; the critical mass is {least} firms, and from {settled} firms the cluster "
    "ends with {end}.",
    x=Axis("Firms in the cluster (log scale)", 1, 1000, log=True),
    y=Axis("A member earns", 0, 6),
    series=(Series("size", "payoff"),),
    rules=(
        Rule("v_out", "elsewhere {v_out}", axis="y", dash=1),
        Rule("least", "critical mass {least}", dash=2),
        Rule("best", "best {best}"),
        Rule("ends", "ends {entry}", dash=1),
    ),
    dots=(Dot("settled", "now", "start", tone=1),),
)

SIZE = Bars(
    title={"grows": "Larger than its members would like", "dies": "Nothing is left", "hopeless": "Nothing is left"},
    alt="Best size {best} firms, size in the end {end} firms.",
    axis=Axis("Firms", 0),
    bars=(Bar("best", "best for members", tone=2), Bar("end", "in the end", tone=1)),
)

SENTENCE = {
    "grows": "From {settled} firms the cluster grows or shrinks to {entry}, where a member earns what it would "
    "elsewhere. At {best} firms each would earn {lost} more.",
    "dies": "With {settled} firms a member earns {now}, less than the {v_out} elsewhere, so firms leave. It would "
    "take {least} firms to hold the cluster together.",
    "hopeless": "Even at its best size of {best} firms a member earns {most}, less than the {v_out} elsewhere.",
}

EQUATION = (
    "A member earns <i>A N<sup>ε</sup></i> − <i>F</i>/<i>N</i> − <i>c N<sup>γ</sup></i>: the gain from neighbours, "
    "less a share of the common cost, less the cost of coordination. At the start <i>N</i> = {settled}."
)

BET = Bet(
    "Members earn most in a cluster of {best} firms. Anyone may join. Where does it end, starting from {settled}?",
    (
        Option(
            "at the best size, since nobody wants to join after that",
            "A newcomer compares the cluster with elsewhere, where it would earn {v_out}, and not with the best "
            "size; so it joins.",
            "cl-entry",
        ),
        Option(
            "it grows without end, since bigger is better",
            "Coordination catches up: beyond {best} each further firm costs the others more than it gives.",
            "cl-bigger",
        ),
        Option(
            "well beyond the best size", "At {entry}: entry stops only when membership is worth no more than elsewhere."
        ),
    ),
    reveal={"c": 0.08, "v_out": 3.2, "settled": 10},
)

CODE = """from missing_middle.models import cluster_size

cluster_size(A={A}, eps={eps}, F={F}, c={{c}}, gamma={gamma}, v_out={{v_out}})""".format(**CLUSTER)


def cluster_growth():
    """How large does a cluster grow, and how large should it be? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="cluster",
        question="When does a cluster stop growing?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[PAYOFF], [SIZE]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="Shoe makers in the Sinos valley of Brazil share suppliers, a fair and a school. What would tell you "
        "whether the valley has too few of them or too many?",
    )
