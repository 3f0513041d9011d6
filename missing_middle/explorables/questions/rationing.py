"""Refused at the rate that others pay: does a bank take the higher offer? (section 3.2)

Refutes "who offers more is the better customer" and "if there is a queue, the rate rises until it is gone".
"""

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Bar, Bars, Dot, Lines, Rule, Series
from missing_middle.models import bank_return, loan_market

OWNERS = {"p_safe": 0.95, "p_risky": 0.7, "gain_safe": 1.252, "reserve": 0.0475}
COST = 1.0  # savers want their money back, and no more
LOWEST, HIGHEST = 0.0, 56.0  # rates drawn, in per cent

CONTROLS = [
    Slider(
        "rate",
        "Rate at which one more loan is made",
        unit="%",
        start=20,
        digits=0,
        stops=(5, 10, 15, 18, 20, 22, 25, 30, 35, 38),
        note="what somebody who was refused might offer",
    ),
    Slider(
        "funds",
        "Owners for whom there is money",
        symbol="F",
        unit="of 100",
        start=100,
        digits=0,
        stops=(20, 30, 50, 70, 90, 100),
        note="of 100 who look alike",
    ),
    Slider(
        "safe",
        "Safe projects",
        symbol="μ",
        unit="of 100",
        start=60,
        digits=0,
        stops=(40, 50, 60, 70, 80),
        note="95 of 100 succeed; of the risky ones, 70 do",
    ),
    Slider(
        "gamble",
        "What a risky project brings, if it succeeds",
        start=145,
        digits=0,
        stops=(145, 150, 155, 160),
        note="for 100 of money; a safe one brings 125",
    ),
]

READOUTS = {
    "back": Readout("A loan at this rate brings back, for 100 lent", "", 1),
    "pays": Readout("Share that pays back, of those who come at this rate", "%", 1),
    "asked": Readout("Rate that banks ask (the best one, if nobody lends)", "%", 1),
    "market": Readout("A loan at that rate brings back, for 100 lent", "", 1),
    "leave": Readout("Rate above which the safe no longer come", "%", 1),
    "dear": Readout("Rate at which the refused find money, if they do", "%", 1),
    "loans": Readout("Owners with a loan", "of 100", 0),
    "eager": Readout("Owners without a loan who would pay more", "of 100", 0),
    "others": Readout("Owners without a loan who would not pay more", "of 100", 0),
}


def frame(rate, funds, safe, gamble):
    """What banks get back at each rate, which one they ask, and what becomes of a hundred owners."""
    owners = {**OWNERS, "gain_risky": gamble / 100, "share_safe": safe / 100}
    market = loan_market(**owners, r=COST, funds=funds / 100)
    best = market.promise_safe if market.peak_both >= market.peak_risky else market.promise_risky
    asked = best if market.promise is None else market.promise
    both = np.linspace(LOWEST, 100 * (market.promise_safe - 1), 9)
    risky = np.linspace(100 * (market.promise_safe - 1), 100 * (market.promise_risky - 1), 9)
    loans = safe * market.served_safe + (100 - safe) * market.served_risky
    back = 100 * float(bank_return(1 + rate / 100, **owners))
    return {
        "case": market.regime,
        "back": back,
        "pays": 100 * back / (100 + rate),
        "asked": 100 * (asked - 1),
        "market": 100 * (max(market.peak_both, market.peak_risky) if market.promise is None else market.bank_return),
        "leave": 100 * (market.promise_safe - 1),
        "dear": np.nan if market.promise_high is None else 100 * (market.promise_high - 1),
        "loans": loans,
        "eager": 100 * market.refused,
        "others": 100 - loans - 100 * market.refused,
        "both": both,
        "by_both": 100 * (safe * OWNERS["p_safe"] + (100 - safe) * OWNERS["p_risky"]) / 100 * (1 + both / 100),
        "risky": risky,
        "by_risky": 100 * OWNERS["p_risky"] * (1 + risky / 100),
    }


RETURN = Lines(
    title={
        "rationed": "The bank earns most at {asked}%: a higher rate brings back less",
        "price": "Money for all: the rate falls to {asked}%, where it pays for itself",
        "two rates": "Two peaks, two rates: {asked}% for some, {dear}% for those refused there",
        "risky only": "The second peak is the higher one: at {asked}% only risky owners borrow",
        "none": "Even the best rate, {asked}%, brings back less than was lent",
    },
    alt="What a bank gets back for 100 lent, by the rate. It rises to {leave}%, where the safe leave, falls, and rises "
    "again while only risky owners come. At {rate}% it is {back}.",
    x=Axis("Rate (%)", LOWEST, HIGHEST),
    y=Axis("Paid back for 100 lent", 65, 115),
    series=(Series("both", "by_both", "both come"), Series("risky", "by_risky", "risky only")),
    rules=(Rule(100.0, "what was lent", axis="y", dash=2), Rule("asked", "banks ask {asked}%", dash=1)),
    dots=(Dot("rate", "back", "this loan", tone=2),),
)

OWNERS_BARS = Bars(
    title={
        "rationed": "{eager} go without and would pay more",
        **dict.fromkeys(("price", "two rates", "risky only"), "Nobody goes without who would pay more"),
        "none": "Nobody gets a loan",
    },
    alt="Of 100 owners {loans} have a loan, {eager} have none and would pay more, {others} have none and would not.",
    axis=Axis("Owners, of 100", 0, 100),
    bars=(
        Bar("loans", "have a loan"),
        Bar("eager", "none, would pay more", tone=1),
        Bar("others", "none, would not", tone=2),
    ),
)

OFFER = "A loan at {rate}% brings back {back} for each 100."
SENTENCE = {
    "rationed": f"Banks ask {{asked}}% and lend to {{loans}} of 100 who look alike; {{eager}} others would pay more "
    f"and are refused. {OFFER}",
    "price": f"There is money for all, so competing banks go down to {{asked}}%, where they get back what they lent. "
    f"{OFFER}",
    "two rates": f"Banks ask {{asked}}% of some; whoever is refused and would pay more finds money at {{dear}}%, "
    f"where a loan earns the same for the bank. {OFFER}",
    "risky only": f"Banks ask {{asked}}%. The safe stay away, and {{loans}} risky owners borrow. {OFFER}",
    "none": f"At no rate do banks get back what they lend, so nobody lends. {OFFER}",
}

EQUATION = (
    "At {rate}% those who come pay back in {pays}% of all cases, so 100 lent bring {pays}% of 100 + {rate}, which is "
    "{back}."
)

BET = Bet(
    "Banks ask {asked}%, and have money for {loans} of 100 owners who look alike. Somebody who was refused offers "
    "{rate}%. Does the bank take it?",
    (
        Option(
            "yes: the same risk, and more for it",
            "It is not the same risk. Above {leave}% the safe stay away, and of those who come {pays}% pay back: "
            "100 lent bring {back}, not {market}.",
            "cr-dearer",
        ),
        Option(
            "yes, and then it asks that of all, until nobody is left waiting",
            "Then the queue would be gone, and so would the safe ones: 100 lent would bring {back}, not {market}.",
            "cr-clears",
        ),
        Option(
            "no: at that rate it would get back less",
            "100 lent bring {market} at {asked}%, and {back} at {rate}%: who still comes has little to lose.",
        ),
    ),
    reveal={"rate": 30, "funds": 70, "safe": 60, "gamble": 145},
)

CODE = """from missing_middle.models import bank_return, loan_market

owners = dict(p_safe={p_safe}, p_risky={p_risky}, gain_safe={gain_safe}, gain_risky={{gamble}} / 100,
              share_safe={{safe}} / 100, reserve={reserve})
100 * bank_return(1 + {{rate}} / 100, **owners)
loan_market(**owners, r={r:g}, funds={{funds}} / 100)""".format(**OWNERS, r=COST)


def rationing():
    """Does a bank take the higher offer of somebody whom it refused? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="rationing",
        question="You are refused at 20%, and offer 30%. Does the bank lend to you?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[RETURN], [OWNERS_BARS]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="An insurer in Bogotá charges all taxi drivers the same. Claims rise, so it raises the price. Which "
        "drivers leave first, and what happens to claims?",
    )
