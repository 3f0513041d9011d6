"""Exercise set `sliders` (section 5): what a widget shows, what a callback lets through, what a moved slider gives."""

from missing_middle.checks.forms import Number
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.models.credit import evans_jovanovic
from missing_middle.models.krugman_1980 import home_market_effect

# q1: what a widget shows ----------------------------------------------------------------------------------------------


def lead(demand, tau, sigma):
    """Country 1's share of the plants less its share of demand, in percentage points."""
    return 100 * home_market_effect(demand / (100 - demand), sigma, tau).share_1 - demand


def _line(ratio, phi):
    """The share on the line of the formula, also where it leaves 0 to 1."""
    return 100 * (ratio - phi) / ((1 + ratio) * (1 - phi))


def _without_corner(demand, tau, sigma):
    return _line(demand / (100 - demand), tau ** (1 - sigma)) - demand


def _as_it_comes(demand, tau, sigma):
    return min(max(_line(demand, tau ** (1 - sigma)), 0), 100) - demand


def _positions(draw):
    points = [(draw.pick(range(51, 59)), draw.grid(1.2, 2, 0.1), draw.grid(3, 5, 0.5)) for _ in range(3)]
    points += [(draw.pick(range(56, 60)), draw.grid(1.03, 1.06, 0.01), draw.grid(3, 5, 0.5)) for _ in range(2)]
    corner = [lead(*point) == 100 - point[0] for point in points]
    draw.insist(corner == [False] * 3 + [True] * 2)
    return {"points": tuple(draw.shuffled(points))}


SHOWN = Question(
    id="sliders-q1",
    title="What the widget shows",
    points=3,
    difficulty=2,
    objective="write the function that a widget calls",
    answer="lead",
    asks="a function of `demand`, `tau` and `sigma` that returns "
    "country 1's share of the plants less its share of demand, in percentage points",
    form=Function(("demand", "tau", "sigma"), Number()),
    draw=_positions,
    stem="A widget on the home market has a slider for country 1's share of `demand` in per cent (50 to 60), "
    "one for the units `tau` that leave for one to arrive, and one for the elasticity of substitution `sigma`. "
    "With `r` the demand of country 1 over that of country 2, and `phi = tau**(1 - sigma)`, country 1 "
    "has the share `(r - phi) / ((1 + r) * (1 - phi))` of the plants, but never less than 0 or more than all of them.",
    right=lead,
    wrong=(
        Wrong("hm-noclip", _without_corner),
        Wrong("sl-percent", _as_it_comes),
        Wrong(
            "sl-other",
            lambda demand, tau, sigma: lead(demand, tau, sigma) + demand,
            seems="return the share of the plants itself",
        ),
    ),
    nudge="Three lines: the ratio of the two markets, the share with its two limits, the difference.",
    meaning=lambda case: (
        "Whatever the sliders send, the widget has a number to show: "
        "the larger market draws more than its share, up to all of the plants."
    ),
)


# q2: a callback that refuses ------------------------------------------------------------------------------------------


def accepted(new, old, low, high):
    """What the model is set to: the new value if it is in the domain, else what it was."""
    return new if low <= new <= high else old


def _requests(draw):
    """Requests inside a domain, on an end of it, and beyond either end."""
    points = []
    for kind in draw.shuffled(("inside", "low", "high", "below", "above")):
        low, high = draw.grid(1.05, 1.25, 0.05), draw.grid(2.6, 3.4, 0.1)
        old = draw.grid(1.8, 2.1, 0.1)
        new = {
            "inside": draw.grid(1.4, 1.7, 0.1),
            "low": low,
            "high": high,
            "below": draw.grid(0.4, 0.9, 0.1),
            "above": draw.grid(3.6, 4.5, 0.1),
        }[kind]
        points.append((new, old, low, high))
    return {"points": tuple(points)}


REFUSES = Question(
    id="sliders-q2",
    title="A callback that refuses",
    points=2,
    difficulty=1,
    objective="guard a model against what a callback is handed",
    answer="accepted",
    asks="a function of `new`, `old`, `low` and `high` that returns what the model is to be set to",
    form=Function(("new", "old", "low", "high"), Number()),
    draw=_requests,
    stem="Two explorables share a slider. The first one moves to `new`; the second one stands at `old`, and its model "
    "allows what lies from `low` to `high`, both included. What is not allowed leaves the second one where it was.",
    right=accepted,
    wrong=(
        Wrong("sl-trust", lambda new, old, low, high: new),
        Wrong("sl-clip", lambda new, old, low, high: min(max(new, low), high)),
        Wrong("sl-one", lambda new, old, low, high: new if new >= low else old),
        Wrong("sl-one", lambda new, old, low, high: new if new <= high else old, seems="check the upper end only"),
        Wrong("sl-ends", lambda new, old, low, high: new if low < new < high else old),
    ),
    nudge="There are two cases. Which two numbers decide between them?",
    meaning=lambda case: (
        "The second explorable shows either what was asked for or what it showed before, and never a third state."
    ),
)


# q3: a moved slider ---------------------------------------------------------------------------------------------------

START = {"theta": 2.2, "lam": 1.5}  # where the explorable opens; a test compares
BANK = {"wealth": 0.2, "alpha": 0.35, "r": 1.12, "w": 0.5}


def workshop(**moved):
    """The workshop with some of its sliders moved."""
    return evans_jovanovic(**BANK, **START | moved)


def _moves(draw):
    abilities = [draw.grid(1.2, 1.9, 0.1), draw.grid(2.4, 2.6, 0.1)]
    return {"theta": draw.pick(abilities), "lam": draw.grid(1.8, 4, 0.2)}


MOVED = Question(
    id="sliders-q3",
    title="A moved slider",
    points=2,
    difficulty=1,
    objective="read a model's answer at a state of an explorable",
    answer="profit",
    asks="Which profit does the explorable then show, in years of a good wage?",
    form=Number(),
    draw=_moves,
    stem="The explorable `workshop` opens with an owner of ability 2.2, "
    "a bank that allows capital of 1.5 times her wealth, and an interest rate of 12%. "
    "Move the ability to `theta`, and set to `lam` the capital that the bank allows.",
    right=lambda case: workshop(**case).profit,
    record=lambda case: workshop(**case),
    wrong=(
        Wrong("sl-start", lambda case: workshop().profit),
        Wrong("sl-back", lambda case: workshop(lam=case.lam).profit),
        Wrong("sl-back", lambda case: workshop(theta=case.theta).profit, seems="move the ability only"),
    ),
    nudge="Both sliders must stand where the question says at the same time. Is one of them back at its start?",
    meaning=lambda case: (
        f"With both moved the profit is {workshop(**case).profit:.2f}; with one of them "
        f"forgotten it would be {workshop(theta=case.theta).profit:.2f} or {workshop(lam=case.lam).profit:.2f}."
    ),
)

QUESTIONS = (SHOWN, REFUSES, MOVED)
