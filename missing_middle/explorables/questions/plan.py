"""From plan to cluster: seven nodes and six links, through the ministry or without it (section 2.5, Figure 3).

Refutes "an innovation system is a plan: put the ministry in the middle", and says where it is true.
"""

from functools import lru_cache
from itertools import pairwise

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.questions.linked import forgotten, learnt
from missing_middle.explorables.views import Axis, Bar, Bars, Link, Network, Node
from missing_middle.models import knowledge

FIRM, AGENT, OFFICE = 0, 1, 2
NODES = (
    Node("MIN", "ministry", OFFICE, 0.5, 0.5),
    Node("RI", "institute", AGENT, 0.12, 0.12),
    Node("WO", "workshop", FIRM, 0.5, 0.0),
    Node("GL", "glass works", FIRM, 0.88, 0.12),
    Node("WI", "wire maker", FIRM, 0.88, 0.88),
    Node("EX", "exporter", FIRM, 0.5, 1.0),
    Node("SCH", "school", AGENT, 0.12, 0.88),
)
PARTNERS = tuple(node.id for node in NODES[1:])
PLAN = tuple(Link("MIN", partner, 2) for partner in PARTNERS)


def chain(order):
    return tuple(Link(one, other, 2 if "MIN" in (one, other) else 0) for one, other in pairwise(order))


CHAINS = {"end": chain(("MIN", *PARTNERS)), "middle": chain((*PARTNERS[:3], "MIN", *PARTNERS[3:]))}
LINKS = tuple(dict.fromkeys((*PLAN, *CHAINS["end"], *CHAINS["middle"])))
SILENT = {"none": None, "ministry": "MIN", "institute": "RI", "workshop": "WO"}

CONTROLS = [
    Choice(
        "silent",
        "Whose office is shut",
        start="none",
        options={
            "none": "nobody's",
            "ministry": "the ministry's",
            "institute": "the institute's",
            "workshop": "the workshop's",
        },
    ),
    Choice(
        "place",
        "The ministry's place in the chain",
        start="end",
        options={"end": "at its end", "middle": "in its middle"},
    ),
    learnt(0.12, (0.0, 0.03, 0.06, 0.09, 0.12, 0.15, 0.18)),
    forgotten(),
]

READOUTS = {
    "plan": Readout("All know together, through the ministry", "units", 1),
    "chain": Readout("All know together, in the chain", "units", 1),
    "plan_open": Readout("The same through the ministry, all offices open", "units", 1),
    "chain_open": Readout("The same in the chain, all offices open", "units", 1),
    "plan_lost": Readout("Lost by the shut office, through the ministry", "%", 0),
    "chain_lost": Readout("Lost by the shut office, in the chain", "%", 0),
    "isolated": Readout("Those who are open would know without any link", "units", 1),
    "must_work": Readout("The plan knows more on average if the ministry works more than", "% of the time", 0),
    "open_count": Readout("Offices that are open", "", 0),
}


@lru_cache(maxsize=1024)
def known(links, silent, spill, decay):
    """What every node knows in the long run, ``nan`` where the office is shut."""
    names = [node.id for node in NODES if node.id != silent]
    edges = [(link.one, link.other) for link in links if silent not in (link.one, link.other)]
    stock = knowledge(names, edges, 1, decay, spill)
    return np.array([stock.k.get(node.id, np.nan) for node in NODES])


def present(links, silent):
    return np.array([float(link in links and silent not in (link.one, link.other)) for link in LINKS])


def frame(silent, place, spill, decay):
    """Two ways to lay six links, with everybody there and with one office shut."""
    shut, links = SILENT[silent], CHAINS[place]
    plan, row = (known(way, shut, spill, decay) for way in (PLAN, links))
    totals = {
        "plan": plan,
        "chain": row,
        "plan_open": known(PLAN, None, spill, decay),
        "chain_open": known(links, None, spill, decay),
    }
    totals = {name: float(np.nansum(values)) for name, values in totals.items()}
    return {
        "case": case_of(silent, spill),
        **totals,
        "plan_lost": 100 * (1 - totals["plan"] / totals["plan_open"]),
        "chain_lost": 100 * (1 - totals["chain"] / totals["chain_open"]),
        "isolated": int(np.isfinite(plan).sum()) / decay,
        "open_count": int(np.isfinite(plan).sum()),
        "must_work": must_work(links, spill, decay),
        "place_words": "at its end" if place == "end" else "in its middle",
        "floor": 0.0,
        "most": float(np.nanmax([plan, row])),
        "in_plan": plan,
        "in_chain": row,
        "plan_links": present(PLAN, shut),
        "chain_links": present(links, shut),
    }


def must_work(links, spill, decay):
    """Share of the time, in percent, above which the plan knows more on average (long spells, open or shut)."""
    (plan_open, plan_shut), (chain_open, chain_shut) = (
        [float(np.nansum(known(way, shut, spill, decay))) for shut in (None, "MIN")] for way in (PLAN, links)
    )
    ahead, behind = plan_open - chain_open, chain_shut - plan_shut
    return 100 * behind / (ahead + behind) if ahead > 1e-9 and behind > 1e-9 else None


def case_of(silent, spill):
    """Return which of the four stories the page tells."""
    if spill == 0:
        return "no learning"
    if silent == "none":
        return "open"
    if silent == "ministry":
        return "shut"
    return "rim"  # no tree on the nodes that are left knows more than a star


KEY = (
    "Circles are firms, squares are institute and school, the diamond is the ministry. The number inside is what "
    "each knows."
)
COUNT = "{open_count} offices are open. Together they know "

STAR = Network(
    title={
        "open": "Through the ministry: {plan}",
        "shut": "Everyone stands alone: {plan}",
        "no learning": "Nothing passes over a link: {plan}",
        "rim": "Through the ministry: {plan}",
    },
    alt="Six links, all of them to the ministry. " + COUNT + "{plan}.",
    key=KEY,
    nodes=NODES,
    links=LINKS,
    values="in_plan",
    present="plan_links",
    shade=("floor", "most"),
    kinds=("firm", "institute or school", "ministry"),
    out="shut",
)
ROW = Network(
    title={
        "open": "From one to the next: {chain}",
        "shut": "The others still talk: {chain}",
        "no learning": "Nothing passes over a link: {chain}",
        "rim": "From one to the next: {chain}",
    },
    alt="Six links in a chain, the ministry {place_words}. " + COUNT + "{chain}.",
    key="The same seven. Thin lines lead to the ministry, thick ones do not.",
    nodes=NODES,
    links=LINKS,
    values="in_chain",
    present="chain_links",
    shade=("floor", "most"),
    kinds=("firm", "institute or school", "ministry"),
    out="shut",
)

TOTALS = Bars(
    title={
        "open": "While all offices work, the centre wins",
        "shut": "With the centre goes all that passed through it",
        "no learning": "Without learning the shape does not matter",
        "rim": "With one office at the rim shut, the centre still wins",
    },
    alt="All together know {plan} through the ministry and {chain} in the chain; with all offices open {plan_open} and "
    "{chain_open}.",
    axis=Axis("Known by all together (units)", 0),
    bars=(
        Bar("plan", "through the ministry", tone=1),
        Bar("chain", "chain", tone=2),
        Bar("isolated", "without any link"),
    ),
)

SENTENCE = {
    "open": "With the same six links, seven nodes know {plan} through the ministry and {chain} in a chain: while it "
    "works, the centre is the better place to send everything.",
    "shut": "The ministry is shut. What passed through it is gone: {plan}, as without any link. The chain keeps "
    "{chain}.",
    "no learning": "Nothing is learnt over a link, so {open_count} offices know {plan}, whatever the shape.",
    "rim": "One office at the rim is shut. The plan loses {plan_lost}%, the chain {chain_lost}%: {plan} against "
    "{chain}.",
}

EQUATION = (
    "In the long run, forgotten = found out + learnt: {decay} <i>k</i> = 1 + {spill} × (what the neighbours "
    "know). The ministry has six neighbours in the plan; in the chain nobody has more than two."
)

BET = Bet(
    "Seven nodes and six links: all through the ministry, or from one to the next with the ministry {place_words}. Now "
    "the ministry shuts. How much of what all knew is left?",
    (
        Option(
            "the same in both, and plans are efficient",
            "While it works, yes: {plan_open} against {chain_open}. Once it is shut: {plan} against {chain}.",
            "po-plan",
        ),
        Option("nothing in either", "Each still finds out things alone: {isolated} without any link.", "nw-alone"),
        Option(
            "the chain keeps most of it, the plan only what each finds out alone",
            "{chain} of {chain_open} in the chain, {plan} of {plan_open} in the plan: who talked to whom, when the "
            "office was open?",
        ),
    ),
    reveal={"silent": "ministry", "place": "end", "spill": 0.12, "decay": 0.6},
)

CODE = """from missing_middle.explorables.questions.plan import frame

frame({silent}, {place}, {spill}, {decay})"""


def plan_to_cluster():
    """Who talks to whom when the office is shut? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="plan",
        question="Who talks to whom when the office is shut?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[STAR, ROW], [TOTALS]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="Extension officers in Malawi carry advice from the ministry to farmers. The budget for their "
        "bicycles is cut. What has to be there already, for the advice to go on travelling?",
    )
