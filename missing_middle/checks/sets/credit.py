"""Exercise set `credit` (section 3.2): what a limit costs, who is stuck at it, and what sharing does."""

from missing_middle.checks.case import Case
from missing_middle.checks.forms import Choice, Number, Option
from missing_middle.checks.functions import Function
from missing_middle.checks.question import Question, Wrong
from missing_middle.checks.tables import Numbers, Table, Words
from missing_middle.models.credit import evans_jovanovic, missing_middle, pooled_borrowing
from missing_middle.models.rationing import asking, loan_market

TECHNOLOGY = (
    "A firm with the ability `theta` makes `theta * k**alpha` with the capital `k`, "
    "at the gross interest `r` (1.08 is 8%), and may use at most `lam` times the `wealth` of its owner."
)


def firm(theta, wealth, alpha, r, lam):
    """One firm; nobody compares with a wage here."""
    return evans_jovanovic(theta, wealth, alpha, r, lam, w=0)


def _terms(draw):
    return {"alpha": draw.grid(0.25, 0.45, 0.05), "r": draw.grid(1.04, 1.12, 0.02), "lam": draw.grid(1.2, 2, 0.1)}


# q1: the last unit ----------------------------------------------------------------------------------------------------


def _held_back(draw):
    case = {"theta": draw.grid(2, 3, 0.1), "wealth": draw.grid(0.1, 0.3, 0.02)} | _terms(draw)
    draw.insist(firm(**case).shadow_return > 1.1 * case["r"])
    return case


LAST_UNIT = Question(
    id="credit-q1",
    title="The last unit",
    points=2,
    difficulty=1,
    objective="recognize a constraint by its return",
    answer="last_unit",
    asks="What does the last unit of capital that the firm uses earn (gross, as `r` is: 1.25 would be 25%)?",
    form=Number(low=0),
    draw=_held_back,
    stem=TECHNOLOGY,
    right=lambda case: firm(**case).shadow_return,
    record=lambda case: firm(**case),
    wrong=(
        Wrong("cr-average", lambda case: firm(**case).output / firm(**case).k),
        Wrong("cr-free", lambda case: float(case.r)),
        Wrong("cr-free", lambda case: firm(**case).shadow_return - case.r, seems="take off what the loan costs"),
        Wrong("cr-free", lambda case: firm(**case).shadow_return - 1, seems="give a net return, and not a gross one"),
    ),
    nudge="How much capital does the firm use, and by how much would a little more of it raise output?",
    meaning=lambda case: (
        f"The last unit earns {100 * (firm(**case).shadow_return - 1):.0f}% and would cost {100 * (case.r - 1):.0f}%: "
        "the firm is held back by a quantity, not by a price."
    ),
)


# q2: a kink -----------------------------------------------------------------------------------------------------------


def capital(theta, wealth, alpha, r, lam):
    """The capital that a firm uses."""
    return firm(theta, wealth, alpha, r, lam).k


def _unlimited(theta, wealth, alpha, r, lam):
    return firm(theta, wealth, alpha, r, lam).k_unconstrained


def _five_abilities(draw):
    terms = {"wealth": draw.grid(0.1, 0.3, 0.02)} | _terms(draw)
    abilities = [round(draw.between(low, low + 0.4), 2) for low in (0.8, 1.2, 1.6, 2, 2.5)]
    held_back = [firm(theta, **terms).constrained for theta in abilities]
    draw.insist(2 <= sum(held_back) <= 3)
    return {"points": tuple((theta, *terms.values()) for theta in draw.shuffled(abilities))}


KINK = Question(
    id="credit-q2",
    title="A demand with a kink",
    points=3,
    difficulty=1,
    objective="write a kinked demand",
    answer="capital",
    asks="a function of `theta`, `wealth`, `alpha`, `r` and `lam` that returns the capital the firm uses",
    form=Function(("theta", "wealth", "alpha", "r", "lam"), Number(low=0)),
    draw=_five_abilities,
    stem=TECHNOLOGY + " Now any firm of this kind.",
    right=capital,
    wrong=(
        Wrong("cr-small", lambda theta, wealth, alpha, r, lam: lam * wealth, seems="put every firm at its limit"),
        Wrong("cr-free", _unlimited),
    ),
    nudge="How much capital would the firm choose if nothing limited it? When is that more than it may use?",
    meaning=lambda case: (
        "Below the kink, ability decides how large a firm is; above it, wealth does. "
        "The interest rate matters on one side only."
    ),
)


# q3: the gap, shared --------------------------------------------------------------------------------------------------


def gap(case, **changes):
    """The gap in the size distribution of a case, or of the case with something changed."""
    names = ("wealth", "alpha", "r", "lam", "psi", "n_members", "zeta", "theta_min")
    return missing_middle(**{name: case[name] for name in names if name in case} | changes)


def _economy(draw):
    return {
        "wealth": draw.grid(1.4, 2.6, 0.2),
        "alpha": draw.grid(0.4, 0.6, 0.05),
        "r": draw.grid(1.04, 1.12, 0.02),
        "lam": draw.grid(1.2, 1.8, 0.1),
        "psi": draw.grid(0.5, 2, 0.25),
        "n_members": draw.pick([3, 4, 5, 6, 7, 8]),
    }


BANK = (
    " A bank lifts the limit for the fixed cost `psi`, which `n_members` firms share equally. "
    "So there are no firms between the limit and the smallest size at which the bank is worth its cost."
)

WIDTH = Question(
    id="credit-q3",
    title="The gap, shared",
    points=2,
    difficulty=2,
    objective="use a non-linear sharing rule",
    answer="width",
    asks="How wide is that gap, in units of capital?",
    form=Number(low=0),
    draw=_economy,
    stem=TECHNOLOGY + BANK,
    right=lambda case: gap(case).gap_width,
    record=gap,
    wrong=(
        Wrong("cr-share", lambda case: gap(case, n_members=1).gap_width / case.n_members),
        Wrong(
            "cr-share",
            lambda case: gap(case, n_members=1).gap_width / case.n_members**0.5,
            seems="divide the gap by the square root of the number of firms",
        ),
        Wrong("cr-one", lambda case: gap(case, n_members=1).gap_width),
    ),
    nudge="At the jump, the profit that a firm loses by the limit equals its share of the cost of the bank.",
    meaning=lambda case: (
        f"With {case.n_members} firms that share the bank, "
        f"{100 * gap(case).gap_width / gap(case, n_members=1).gap_width:.0f}% of the gap is left: "
        "the profit lost at the limit grows faster than the distance from it."
    ),
)


# q4: a policy that changes its sign -----------------------------------------------------------------------------------

LIMITS = (1.2, 1.5, 1.8, 2.2, 2.6)
TURN = 1.5  # at this limit the least able firm just reaches it


def _crowded_limit(draw):
    case = _economy(draw)
    del case["lam"]
    theta_min = round(missing_middle(**case, lam=TURN).theta_limit, 3)
    case |= {"zeta": draw.grid(1.5, 3, 0.25), "theta_min": theta_min}
    draw.insist(missing_middle(**case, lam=LIMITS[0]).missing_share > 0.02)
    return case | {"lam": LIMITS}


def _uncapped(case, lam):
    """The share of firms between the two abilities, as if ability began at 0 with the same tail."""
    found = gap(case, lam=lam)
    return (case.theta_min / found.theta_limit) ** case.zeta - (case.theta_min / found.theta_jump) ** case.zeta


def _turn_in_words(case):
    shares = [gap(case, lam=lam).missing_share for lam in case.lam]
    return (
        f"The share rises from {100 * shares[0]:.1f}% to {100 * max(shares):.1f}% "
        f"and then falls to {100 * shares[-1]:.1f}%: at first no firm is below the limit, "
        "and a higher limit draws in firms that would have paid the bank."
    )


SIGN = Question(
    id="credit-q4",
    title="A policy that changes its sign",
    points=3,
    difficulty=3,
    objective="find where a policy changes its sign",
    answer="shares",
    asks="for each `lam` the share of firms that stand at the limit, a number between 0 and 1",
    form=Table(label="lam", columns={"share": Numbers()}, given=("lam",)),
    draw=_crowded_limit,
    stem=TECHNOLOGY + BANK + " Abilities follow a Pareto distribution with shape `zeta` and least ability `theta_min`. "
    "A fund guarantees loans, which raises `lam` step by step.",
    right=lambda case, lam: gap(case, lam=lam).missing_share,
    wrong=(
        Wrong("cr-monotone", _uncapped),
        Wrong(
            "cr-small",
            lambda case, lam: gap(case, lam=lam).share_small + gap(case, lam=lam).missing_share,
            seems="count every firm below the jump as stuck",
        ),
    ),
    nudge="Compute the two abilities at the edges of the gap for each `lam`, and compare them with `theta_min`.",
    meaning=_turn_in_words,
)


# q5: a pool -----------------------------------------------------------------------------------------------------------


def _members(draw):
    able = draw.pick([2, 3, 4])
    theta = [draw.grid(1.2, 1.6, 0.1)] + [draw.grid(1.8, 3, 0.1) for _ in range(able)]
    wealth = [draw.grid(0.6, 1.2, 0.1)] + [draw.grid(0.1, 0.4, 0.05) for _ in range(able)]
    places = draw.shuffled(range(able + 1))
    case = {
        "alpha": draw.grid(0.35, 0.45, 0.05),
        "r": draw.grid(1.04, 1.12, 0.02),
        "lam": draw.grid(1.2, 1.6, 0.1),
        "member": tuple("ABCDE"[: able + 1]),
        "theta": tuple(theta[place] for place in places),
        "wealth": tuple(wealth[place] for place in places),
    }
    pool = members_pool(Case(case))
    draw.insist(pool.pool_binding and _percent_more(pool.surplus_pooled, pool) > 2)
    return case


def members_pool(case):
    """Borrowing one by one, together, and without limit."""
    return pooled_borrowing(case.theta, case.wealth, case.alpha, case.r, case.lam)


def _percent_more(surplus, pool):
    return 100 * (surplus / pool.surplus_separate - 1)


def _equal_surplus(case):
    k = case.lam * sum(case.wealth) / len(case.wealth)
    return sum(theta * k**case.alpha - case.r * k for theta in case.theta)


POOL = Question(
    id="credit-q5",
    title="One limit for all",
    points=3,
    difficulty=2,
    objective="value a pooled limit",
    answer="gain",
    asks="By how many per cent is the sum of their surpluses (output less `r` times capital) "
    "larger with one limit for all than with a limit for each?",
    form=Number(unit="per cent"),
    draw=_members,
    stem="The members of a cluster make `theta * k**alpha` each, at the gross interest `r`. "
    "Alone, each may use `lam` times its own wealth. "
    "Together they may use `lam` times the wealth of all, and give the capital to the members that earn most with it.",
    right=lambda case: _percent_more(members_pool(case).surplus_pooled, members_pool(case)),
    record=members_pool,
    wrong=(
        Wrong("cr-equal", lambda case: _percent_more(_equal_surplus(case), members_pool(case))),
        Wrong("cr-freepool", lambda case: _percent_more(members_pool(case).surplus_unconstrained, members_pool(case))),
    ),
    nudge="In the pool, the last unit earns the same with every member. How much capital does each of them then use?",
    meaning=lambda case: (
        f"The pool earns {_percent_more(members_pool(case).surplus_pooled, members_pool(case)):.1f}% more, "
        "since capital goes from those who own it to those who are able; how to share the gain is another question."
    ),
)


# q6: the rate falls ---------------------------------------------------------------------------------------------------


def _two_firms(draw):
    """One firm at its limit before and after the cut, and one below it both times."""
    terms = {"alpha": draw.grid(0.3, 0.45, 0.05), "lam": draw.grid(1.3, 1.7, 0.1)}
    rates = {"r_before": draw.grid(1.10, 1.14, 0.01), "r_after": draw.grid(1.03, 1.06, 0.01)}
    held_back = {"theta": draw.grid(1.8, 2.6, 0.1), "wealth": draw.grid(0.1, 0.4, 0.05)}
    free = {"theta": draw.grid(1.2, 2.6, 0.1), "wealth": draw.grid(0.5, 1.5, 0.1)}
    for r in rates.values():
        draw.insist(firm(**held_back, r=r, **terms).shadow_return > 1.05 * r)
        draw.insist(not firm(**free, r=r, **terms).constrained)
    first, second = (held_back, free) if draw.pick([True, False]) else (free, held_back)
    numbers = {f"{name}_{place}": one[name] for place, one in (("lamps", first), ("shoes", second)) for name in one}
    return terms | rates | numbers | {"order": tuple(draw.shuffled(list(ANSWERS)))}


def investment(case):
    """Capital of the maker of lamps and of the maker of shoes after the cut, over that before it."""
    ratios = {}
    for place in ("lamps", "shoes"):
        k = [
            capital(case[f"theta_{place}"], case[f"wealth_{place}"], case.alpha, case[r], case.lam)
            for r in ("r_before", "r_after")
        ]
        ratios[place] = k[1] / k[0]
    return ratios


def _at_its_limit(case):
    """The maker whose capital is the limit, and the other one."""
    lamps = firm(case.theta_lamps, case.wealth_lamps, case.alpha, case.r_before, case.lam)
    return ("lamps", "shoes") if lamps.constrained else ("shoes", "lamps")


def _only(which):
    return lambda case: f"Only the maker of {_at_its_limit(case)[which]} uses more capital."


def _more(case):
    """The makers that use more capital after the cut."""
    return {place for place, ratio in investment(case).items() if ratio > 1}


ANSWERS = {
    "free": Option(_only(1), None, holds=lambda case: _more(case) == {_at_its_limit(case)[1]}),
    "both": Option(
        "Both use more capital, and by the same percentage.", "cr-rate", holds=lambda case: len(_more(case)) == 2
    ),
    "limited": Option(
        _only(0),
        "cr-small",
        "expect the cheaper loan to reach the firm that could not borrow enough",
        lambda case: _more(case) == {_at_its_limit(case)[0]},
    ),
    "neither": Option(
        "Neither uses more capital.",
        "po-single",
        "let one obstacle decide for both firms",
        lambda case: not _more(case),
    ),
}


def _two_customers(case):
    return (
        f"A bank lowers its rate from {100 * (case.r_before - 1):.0f}% to {100 * (case.r_after - 1):.0f}% "
        f"and goes on to lend on collateral: a firm may use {case.lam} times the wealth of its owner, as before. "
        f"A firm with the ability `theta` makes `theta * k**{case.alpha}` with the capital `k`. "
        f"The maker of lamps has `theta` = {case.theta_lamps} and wealth {case.wealth_lamps}, "
        f"the maker of shoes `theta` = {case.theta_shoes} and wealth {case.wealth_shoes}."
    )


RATE = Question(
    id="credit-q6",
    title="The rate falls",
    points=2,
    difficulty=1,
    objective="tell price rationing from quantity rationing",
    answer="who",
    asks="Who uses more capital than before?",
    form=Choice(ANSWERS),
    draw=_two_firms,
    stem=_two_customers,
    nudge="Compute for each firm what it would like to use at both rates, and what it may use.",
    meaning=lambda case: (
        f"The maker of {_at_its_limit(case)[0]} is at the limit, which does not depend on the rate; "
        f"the maker of {_at_its_limit(case)[1]} uses {100 * (investment(case)[_at_its_limit(case)[1]] - 1):.0f}% more."
    ),
)


# q7, q8: refused at the rate that others pay --------------------------------------------------------------------------

OWNERS = ("p_safe", "p_risky", "gain_safe", "gain_risky", "share_safe", "reserve")
PROJECTS = (
    "A project needs one unit of money. A safe project succeeds with the chance `p_safe` and then brings `gain_safe`; "
    "a risky one succeeds with the chance `p_risky` and then brings `gain_risky`. Whoever fails pays nothing back. "
    "The share `share_safe` of the owners has a safe project, and a bank cannot tell whose project is safe. "
    "Without a loan an owner earns `reserve`. "
    "With a loan, an owner who succeeds keeps the gain less the promised repayment `D`. "
    "Owners ask for the loan as long as the chance of success times what they then keep is no less than `reserve`."
)


def loans(case, funds=1.0):
    """The market of a case, with a cost of money so low that somebody lends."""
    return loan_market(**{name: case[name] for name in OWNERS}, r=0.1, funds=funds)


def _owners(draw):
    return {
        "p_safe": draw.grid(0.88, 0.96, 0.02),
        "p_risky": draw.grid(0.6, 0.72, 0.04),
        "gain_safe": draw.grid(1.24, 1.4, 0.02),
        "gain_risky": draw.grid(1.46, 1.8, 0.02),
        "share_safe": draw.grid(0.5, 0.8, 0.05),
        "reserve": draw.grid(0.02, 0.06, 0.01),
    }


def _two_peaks(draw):
    case = _owners(draw)
    found = loans(case)
    draw.insist(found.promise_risky > 1.05 * found.promise_safe)
    draw.insist(not 0.96 < found.peak_both / found.peak_risky < 1.04)
    return case


def _back(case, promise, safe_come):
    """What 100 lent bring back if all come, or the risky alone."""
    mu = case.share_safe if safe_come else 0
    return 100 * (mu * case.p_safe + (1 - mu) * case.p_risky) * promise


PEAK = Question(
    id="credit-q7",
    title="The best rate of a bank",
    points=3,
    difficulty=2,
    objective="find where a bank's return is highest",
    answer="best",
    asks="How much does a bank get back at most, on average, for each 100 units that it lends at one rate?",
    form=Number(low=0),
    draw=_two_peaks,
    stem=PROJECTS,
    right=lambda case: 100 * max(loans(case).peak_both, loans(case).peak_risky),
    record=loans,
    wrong=(
        Wrong("cr-clears", lambda case: _back(case, loans(case).promise_risky, True), seems="let nobody leave"),
        Wrong("cr-dearer", lambda case: 100 * min(loans(case).peak_both, loans(case).peak_risky)),
    ),
    nudge="Up to which promised repayment do the safe ask for a loan, and up to which do the risky ask? "
    "Compute what comes back at both.",
    meaning=lambda case: (
        f"At {100 * (loans(case).promise_safe - 1):.0f}% both kinds ask, "
        f"and 100 lent bring back {100 * loans(case).peak_both:.0f}. At {100 * (loans(case).promise_risky - 1):.0f}% "
        f"the safe have left, and 100 lent bring back {100 * loans(case).peak_risky:.0f}."
    ),
)

MONEY = (0.25, 0.5, 0.75, 0.9)


def _first_peak(draw):
    case = _owners(draw)
    found = loans(case)
    draw.insist(found.promise_risky > 1.02 * found.promise_safe and found.peak_both > 1.02 * found.peak_risky)
    return case | {"funds": MONEY}


QUEUE = Question(
    id="credit-q8",
    title="Who would pay more",
    points=3,
    difficulty=2,
    objective="count who is rationed",
    answer="rationed",
    asks="for each `funds` the share of all owners who go without a loan "
    "and would strictly gain from one at the rate that banks ask, a number between 0 and 1",
    form=Table(label="funds", columns={"rationed": Numbers()}, given=("funds",)),
    draw=_first_peak,
    stem=PROJECTS + " Banks compete. They have `funds` units of money for each owner, "
    "lend at the one rate that brings back most, and choose at random who gets a loan. "
    "Here that is the highest rate at which the safe still ask, and at that rate the safe gain nothing.",
    right=lambda case, funds: loans(case, funds).refused,
    wrong=(
        Wrong("cr-refused", lambda case, funds: 1 - funds),
        Wrong("cr-clears", lambda case, funds: 0.0),
        Wrong("cr-refused", lambda case, funds: case.share_safe * (1 - funds), seems="count those who gain nothing"),
    ),
    nudge="Which kind of owner still gains at that rate, and which share of them goes without a loan?",
    meaning=lambda case: (
        f"With money for half of the owners, {100 * loans(case, 0.5).refused:.0f}% are rationed: "
        "they would pay more, and a bank that took more would get back less. "
        "The others without a loan would gain nothing from one at that rate."
    ),
)

# q9, q10: what a survey can ask ---------------------------------------------------------------------------------------

CAUSES = ("choice", "discouraged", "hidden", "fee", "limit")


def cause(earns, costs, asked, alike, fee):
    """What holds a firm, by four answers."""
    if earns <= costs:
        return "choice"
    if asked == "no":
        return "discouraged"
    if alike == "yes":
        return "hidden"
    return "fee" if fee == "yes" else "limit"


def _of_row(case, firm, changed=None):
    at = case.firm.index(firm)
    found = cause(case.earns[at], case.costs, case.asked[at], case.alike[at], case.fee[at])
    return (changed or {}).get(found, found)


def _six_firms(draw):
    costs = draw.pick([9, 10, 11, 12, 13, 14])
    rows = []
    for wanted in draw.shuffled([*CAUSES, draw.pick(CAUSES[1:])]):
        earns = costs if wanted == "choice" else costs + draw.pick([6, 9, 12, 15])
        asked = {"discouraged": "no", "choice": draw.pick(["yes", "no"])}.get(wanted, "yes")
        alike = {"hidden": "yes", "fee": "no", "limit": "no"}.get(wanted) or draw.pick(["yes", "no"])
        fee = {"fee": "yes", "limit": "no"}.get(wanted) or draw.pick(["yes", "no"])
        rows.append((earns, asked, alike, fee))
    earns, asked, alike, fee = zip(*rows, strict=True)
    return {"firm": tuple("ABCDEF"), "costs": costs, "earns": earns, "asked": asked, "alike": alike, "fee": fee}


ANSWERED = Question(
    id="credit-q9",
    title="Six owners, four answers",
    points=3,
    difficulty=2,
    objective="tell four obstacles apart by what a survey can ask",
    answer="causes",
    asks="for each firm what holds it: `choice`, `discouraged`, `hidden`, `fee` or `limit`",
    form=Table(label="firm", columns={"cause": Words(CAUSES)}, given=("firm",)),
    draw=_six_firms,
    stem="No firm has a loan beyond its collateral, and a loan costs `costs` per cent. "
    "Each owner said what the last unit of capital `earns` (per cent); whether the firm `asked` a bank; "
    "whether another firm, which looks `alike` in books and collateral, has the loan that this firm wants; "
    "and whether the bank would lend any amount for a `fee` that is the same for small and large loans. "
    "The answer `hidden` stands for what a bank cannot see in borrowers who look alike.",
    right=_of_row,
    wrong=(
        Wrong("cr-refused", lambda case, firm: _of_row(case, firm, {"discouraged": "limit"})),
        Wrong("cr-small", lambda case, firm: _of_row(case, firm, {"choice": "limit"})),
        Wrong(
            "cr-clears",
            lambda case, firm: _of_row(case, firm, {"hidden": "limit"}),
            seems="expect that firms that look alike get the same from a bank",
        ),
    ),
    nudge="Ask in this order: does the firm want more? "
    "Did it ask a bank? Does the bank treat it as it treats a firm that looks alike? What would help?",
    meaning=lambda case: (
        "What the last unit earns separates those who want more from those who do not; "
        "only the other three answers say which door is closed."
    ),
)


def _town(draw):
    chance = draw.grid(0.6, 0.9, 0.05)
    case = {
        "want": draw.grid(0.4, 0.8, 0.05),
        "gain": draw.grid(0.8, 1.2, 0.1),
        "chance": chance,
        "feared": round(chance - draw.grid(0.2, 0.45, 0.05), 2),
        "trouble": draw.grid(0.9, 1.6, 0.1),
    }
    found = asking(**case)
    draw.insist(found.put_off > 0.02 and found.refused > 0.02)
    return case


def _never(case, base):
    found = town(case)
    without = {"want": case.want - found.served, "all": 1 - found.served}[base]
    return (found.afraid + found.put_off) / without


def town(case):
    """Who asks in the town of a case."""
    return asking(case.want, case.gain, case.chance, case.feared, case.trouble)


NEVER = Question(
    id="credit-q10",
    title="Who never asked",
    points=2,
    difficulty=2,
    objective="separate the refused from the discouraged",
    answer="never",
    asks="Of the owners who want a loan and have none, which share (0 to 1) never asked?",
    form=Number(0, 1, unit="share"),
    draw=_town,
    stem="The share `want` of all owners would gain `gain` from a loan. "
    "Asking costs them time and trouble, and this cost is spread evenly over them, from 0 to `trouble`. "
    "An owner who asks gets the loan with the chance `chance`. "
    "But owners believe that this chance is `feared`, and ask only if the gain that they expect is worth the trouble.",
    right=lambda case: _never(case, "want"),
    record=town,
    wrong=(
        Wrong(
            "tb-base",
            lambda case: _never(case, "all"),
            seems="divide by all owners without a loan, and not only by those who want one",
        ),
        Wrong(
            "cr-refused",
            lambda case: town(case).refused / (case.want - town(case).served),
            seems="give the share that was refused",
        ),
    ),
    nudge="Which share of those who want a loan asks? Some of these are refused; all others never asked.",
    meaning=lambda case: (
        f"{100 * _never(case, 'want'):.0f}% of them never asked. "
        f"Among these are {100 * town(case).afraid:.0f}% of all owners, who would have asked if they had known "
        "their chance: a count of refusals misses them."
    ),
)

QUESTIONS = (LAST_UNIT, KINK, WIDTH, SIGN, POOL, RATE, PEAK, QUEUE, ANSWERED, NEVER)
