"""Exercise set `middleman` (section 2.4b): who exports through a middleman, and what he does to sizes of firms."""

from missing_middle.checks.case import Case
from missing_middle.checks.forms import Number
from missing_middle.checks.question import Question, Wrong

MIDDLEMAN = (
    "A firm of ability `phi` sells `(phi / phi_domestic)**(sigma - 1)` "
    "times as much at home as the weakest firm in business, whose home sales just pay the fixed cost 1. "
    "It may export itself to `n` partners: that costs `f_x` in each, and `tau` units must leave for one to arrive. "
    "Or it may sell through a middleman: that costs `f_i` in each, and `gamma` times as many units must leave."
)


def _with_middleman(draw):
    sigma = draw.grid(3, 4.2, 0.2)
    case = {
        "sigma": sigma,
        "f_x": draw.grid(1.2, 2.4, 0.2),
        "f_i": draw.grid(0.5, 0.8, 0.1),
        "tau": draw.grid(1.3, 1.6, 0.05),
        "gamma": draw.grid(1.1, 1.3, 0.05),
    }
    draw.insist(_home_sales(case)["indirect"] > 1.2)  # not all export
    draw.insist(_home_sales(case)["direct"] > 1.3 * _home_sales(case)["indirect"])
    return case


def _home_sales(case, instead=False):
    """Home sales from which on each way pays, in those of the weakest firm."""
    q = case["sigma"] - 1
    direct, handled = case["tau"] ** -q, (case["gamma"] * case["tau"]) ** -q
    more = (case["f_x"], direct) if instead else (case["f_x"] - case["f_i"], direct - handled)
    return {"indirect": case["f_i"] / handled, "direct": more[0] / more[1]}


def _share_between(case, instead=False):
    borders, power = _home_sales(case, instead), -case.k / (case.sigma - 1)
    return borders["indirect"] ** power - borders["direct"] ** power


def _users(draw):
    case = _with_middleman(draw)
    case["k"] = round(case["sigma"] - 1 + draw.grid(0.8, 1.8, 0.1), 10)
    draw.insist(_share_between(Case(case)) > 0.02 and _share_between(Case(case), instead=True) > 0.005)
    return case


USERS = Question(
    id="middleman-q1",
    title="Who uses the middleman?",
    points=3,
    difficulty=2,
    objective="find who exports in which way",
    answer="users",
    asks="What share (0 to 1) of the firms in business sells through the middleman?",
    form=Number(0, 1, unit="share"),
    draw=_users,
    stem=MIDDLEMAN + " Abilities of firms in business follow a Pareto distribution with the shape `k`.",
    right=_share_between,
    wrong=(
        Wrong("mz-instead", lambda case: _share_between(case, instead=True)),
        Wrong("mz-either", lambda case: _home_sales(case)["indirect"] ** (-case.k / (case.sigma - 1))),
    ),
    nudge="At which home sales is the middleman worth his cost? At which sales is it better to export without him?",
    meaning=lambda case: (
        f"{100 * _share_between(case):.1f}% sell through him: "
        "too small to go directly, and large enough to pay him. The most able export themselves, "
        f"from {_home_sales(case)['direct']:.1f} times the home sales of the weakest firm."
    ),
)


def _partners(draw):
    case = _with_middleman(draw) | {"n": draw.pick([2, 3, 4, 5])}
    return {name: case[name] for name in ("sigma", "tau", "gamma", "n")}


def _jump(case, melts):
    return 1 + case.n * melts ** (1 - case.sigma)


LEAVING = Question(
    id="middleman-q2",
    title="On the day it leaves the middleman",
    points=2,
    difficulty=2,
    objective="tell two holes from one",
    answer="jump",
    asks="By which factor do all sales of a firm grow, at home and abroad together, "
    "when it changes from the middleman to exporting itself?",
    form=Number(low=0),
    draw=_partners,
    stem="Buyers' elasticity of substitution is `sigma`, and `n` partners are as large as home. Of what a firm "
    "exports itself, `tau` units must leave for one to arrive; through a middleman it is `gamma` times as many.",
    right=lambda case: _jump(case, case.tau) / _jump(case, case.gamma * case.tau),
    wrong=(
        Wrong("mz-instead", lambda case: _jump(case, case.tau)),
        Wrong("mz-abroad", lambda case: case.gamma ** (case.sigma - 1)),
    ),
    nudge="What does the firm sell in all, in home sales, before and after?",
    meaning=lambda case: (
        f"Sales are multiplied by {_jump(case, case.gamma * case.tau):.2f} when the firm begins to use the middleman, "
        f"and by your number when it leaves him. The product, {_jump(case, case.tau):.2f}, is the jump without him: "
        "he divides the hole in two, and does not fill it."
    ),
)

QUESTIONS = (USERS, LEAVING)
