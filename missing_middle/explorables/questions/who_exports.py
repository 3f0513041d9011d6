"""Melitz: who exports, and who earns more when a country opens? (footnote 6 of the paper)"""

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Area, Axis, Bar, Bars, Lines, Rule, Series
from missing_middle.models.distributions import pareto
from missing_middle.models.melitz import melitz_firms, melitz_pareto

ECONOMY = {"sigma": 3.8, "f": 1.0, "f_e": 0.5, "delta": 1.0, "n": 3, "L": 100.0}
LOWEST, HIGHEST = 1.0, 5.0  # abilities drawn; the weakest idea of an entrant is 1
LOSS, GAIN = -2.0, 3.0  # changes of profit drawn
HARDLY = 0.02  # with a smaller share of firms gone, the country counts as almost closed

CONTROLS = [
    Slider(
        "f_x",
        "Fixed cost of exporting",
        symbol="f<sub>x</sub>",
        start=1.2,
        digits=1,
        stops=(0.1, 0.2, 0.3, 0.5, 0.8, 1.0, 1.2, 1.6, 2.0, 2.4, 3.2),
        note="for each of three partners; staying in business costs 1",
    ),
    Slider(
        "tau",
        "Units shipped for one to arrive",
        symbol="τ",
        start=3.0,
        stops=(1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.35, 1.4, 1.45, 1.5, 1.55, 1.6, 1.7, 1.8, 2.0, 2.5, 3.0),
        note="transport and duties; 1 is free",
    ),
    Slider(
        "k",
        "How alike firms are",
        symbol="k",
        start=4.8,
        digits=1,
        stops=(3.6, 4.2, 4.8, 5.4, 6.0),
        note="Pareto shape: a higher one means fewer giants",
    ),
]

READOUTS = {
    "exporters": Readout("Share of firms that export", "%", 0),
    "lost": Readout("Firms gone, against autarky", "%", 0),
    "gain": Readout("Real income, against autarky", "% higher", 1),
    "losers": Readout("Exporters that earn less than in autarky", "% of exporters", 0),
    "phi_autarky": Readout("Least ability in business, autarky", "weakest idea = 1"),
    "phi_domestic": Readout("Least ability in business, now", "weakest idea = 1"),
    "phi_export": Readout("Least ability that exports", "weakest idea = 1"),
    "phi_winner": Readout("Ability above which a firm earns more than in autarky", "weakest idea = 1"),
    "step": Readout("Least ability that exports, over least in business", "times"),
    "firms": Readout("Home firms", "autarky = 100", 0),
    "exporting_firms": Readout("Home firms that export", "autarky = 100", 0),
    "varieties": Readout("Varieties on sale", "autarky = 100", 0),
    "income": Readout("Real income", "autarky = 100", 0),
}


def frame(f_x, tau, k):
    """Cutoffs, counts and welfare of the economy, and the change of profit at each ability."""
    given = {**ECONOMY, "f_x": f_x, "tau": tau, "dist": pareto(k, LOWEST)}
    trade = melitz_pareto(**given)
    phi = abilities(trade, f_x)
    firms = melitz_firms(**given, phi=phi)
    entrants = np.geomspace(LOWEST, HIGHEST, 41)
    return {
        "case": case_of(trade),
        "exporters": 100 * trade.export_probability,
        "lost": 100 * (1 - trade.firm_count_ratio),
        "gain": 100 * (trade.gains - 1),
        "losers": 100 * (1 - (trade.phi_winner / trade.phi_export) ** -k),
        "phi_autarky": trade.phi_autarky,
        "phi_domestic": trade.phi_domestic,
        "phi_export": trade.phi_export,
        "phi_winner": trade.phi_winner,
        "step": trade.phi_export / trade.phi_domestic,
        "firms": 100 * trade.firm_count_ratio,
        "exporting_firms": 100 * trade.firm_count_ratio * trade.export_probability,
        "varieties": 100 * trade.variety_ratio,
        "income": 100 * trade.gains,
        "phi": phi,
        "change": np.minimum(firms.profit_trade - firms.profit_autarky, 2 * GAIN),
        "entrant": entrants,
        "density": k * entrants**-k,  # per cent of entrants in a step of 1% of ability
    }


def case_of(trade):
    return "closed" if trade.firm_count_ratio > 1 - HARDLY else trade.regime


def abilities(trade, f_x):
    """Abilities to draw, with every kink among them: the curve is then exact where it turns."""
    # a winner's profit rises with ability to the power sigma - 1; above the chart it need not be followed
    top = trade.phi_winner * (1 + 1.2 * GAIN / (ECONOMY["n"] * f_x)) ** (1 / (ECONOMY["sigma"] - 1))
    kinks = [LOWEST, trade.phi_autarky, trade.phi_domestic, trade.phi_export, trade.phi_winner, top, HIGHEST]
    kinks = np.minimum(kinks, HIGHEST)
    # even steps pack well, and follow the curve more closely than even steps of the logarithm
    pieces = [
        np.linspace(low, high, points, endpoint=False)
        for low, high, points in zip(kinks, kinks[1:], (1, 3, 6, 3, 8, 1), strict=False)
    ]
    return np.concatenate([*pieces, [HIGHEST]])


DISTRIBUTION = Lines(
    title={
        "closed": "Almost closed: a firm stays in business from ability {phi_domestic}, as in autarky",
        "selection": "Opening raises the least ability that survives, from {phi_autarky} to {phi_domestic}",
        "all_export": "Every firm that survives exports, and it takes ability {phi_domestic} to survive",
    },
    alt="How many entrants draw each ability, falling with ability. In autarky firms stay from ability "
    "{phi_autarky}, now from {phi_domestic}; they export from {phi_export}.",
    x=Axis("Ability (output per worker; weakest idea = 1)", LOWEST, HIGHEST, log=True),
    y=Axis("Entrants with this ability (% in a step of 1%)", low=0),
    series=(Series("entrant", "density"),),
    rules=(
        Rule("phi_autarky", "in autarky, stays from {phi_autarky}", dash=1),
        Rule("phi_domestic", "now, stays from {phi_domestic}"),
        Rule("phi_export", "exports from {phi_export}"),
    ),
    areas=(
        Area(0, None, "phi_domestic", "leave"),
        Area(0, "phi_domestic", "phi_export", "sell at home", tone=2),
        Area(0, "phi_export", None, "export too", tone=1),
    ),
)

PROFIT = Lines(
    title={
        "closed": "For nearly all firms almost nothing changes",
        "selection": "Only firms above {phi_winner} earn more; the exporters just below earn less",
        "all_export": "Only firms above {phi_winner} earn more, although all export",
    },
    alt="Change of a firm's profit against autarky, by ability: nothing below {phi_autarky}, a loss from there to "
    "{phi_winner}, largest at {phi_export}, and a gain above.",
    x=Axis("Ability (the same scale)", LOWEST, HIGHEST, log=True),
    y=Axis("Change of profit (staying in business costs 1)", LOSS, GAIN),
    series=(Series("phi", "change"),),
    rules=(Rule("phi_export", "exports from {phi_export}"), Rule("phi_winner", "earns more from {phi_winner}", dash=2)),
    areas=(
        Area(0, "phi_autarky", "phi_winner", "earn less", tone=2, height=0.8 * LOSS),
        Area(0, "phi_winner", None, "earn more", tone=1, height=0.4 * GAIN),
    ),
)

COUNTRY = Bars(
    title={"closed": "As in autarky", **dict.fromkeys(("selection", "all_export"), "Fewer firms, more income")},
    alt="With autarky at 100: home firms {firms}, of them exporters {exporting_firms}, real income {income}.",
    axis=Axis("Index, autarky = 100", low=0),
    bars=(
        Bar("firms", "Home firms"),
        Bar("exporting_firms", "of them, exporters", tone=1),
        Bar("income", "Real income", tone=3),
    ),
    reference=100,
    reference_label="autarky",
)

STATE = "If exporting costs {f_x} a partner, and {tau} units leave for one to arrive"
SENTENCE = {
    "closed": f"{STATE}, the country lives almost as in autarky: {{lost}}% of firms are gone, and real income is "
    "{gain}% higher.",
    "selection": f"{STATE}, {{exporters}}% of firms export, and {{losers}}% of these earn less than in autarky. "
    "{lost}% of firms are gone, and real income is {gain}% higher.",
    "all_export": f"{STATE}, every firm exports, and {{losers}}% of them earn less than in autarky. "
    "{lost}% of firms are gone, and real income is {gain}% higher.",
}

EQUATION = {
    **dict.fromkeys(
        ("closed", "selection"),
        "To export takes <i>φ<sub>x</sub></i> / <i>φ<sub>d</sub></i> = <i>τ</i> (<i>f<sub>x</sub></i> / "
        f"<i>f</i>)<sup>1/(<i>σ</i>−1)</sup> = {{tau}} × {{f_x}}<sup>1/{ECONOMY['sigma'] - 1:.1f}</sup> "
        "= {step} times the ability that survival takes.",
    ),
    "all_export": "Exporting asks no more than surviving: <i>τ<sup>σ</sup></i><sup>−1</sup> <i>f<sub>x</sub></i> is "
    "not above <i>f</i>, so <i>φ<sub>x</sub></i> = <i>φ<sub>d</sub></i>.",
}

BET = Bet(
    "Shipping gets cheaper, until {exporters}% of firms export. Who earns more than in autarky?",
    (
        Option(
            "all exporters, and nobody else",
            "For {losers}% of the exporters the new sales do not make up for the fixed cost and the sales lost "
            "at home.",
            "mz-all",
        ),
        Option(
            "everyone, since there is more demand",
            "{lost}% of the firms are gone. All firms compete for the same workers, and real wages have risen.",
            "mz-noexit",
        ),
        Option(
            "only firms well above the ability that exporting takes",
            "Firms export from ability {phi_export}, but they earn more than before only from {phi_winner}.",
        ),
    ),
    reveal={"f_x": 1.2, "tau": 1.45, "k": 4.8},
)

CODE = f"""from missing_middle.models.distributions import pareto
from missing_middle.models.melitz import melitz_symmetric

melitz_symmetric(pareto({{k}}, x_min={LOWEST:g}), sigma={ECONOMY["sigma"]}, f={ECONOMY["f"]:g}, f_x={{f_x}},
                 f_e={ECONOMY["f_e"]}, delta={ECONOMY["delta"]:g}, tau={{tau}}, n={ECONOMY["n"]}, L={ECONOMY["L"]:g})"""


def who_exports():
    """Who earns more when a country opens to trade? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="who-exports",
        question="When a country opens to trade, who earns more?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[DISTRIBUTION, PROFIT], [COUNTRY]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="Chile's wineries hear that freight to Asia will get cheaper. Which of them should be glad, "
        "which should worry, and which will ship abroad and still wish that nothing had changed?",
    )
