"""Why does a bank refuse at the rate that it asks? Borrowers who look alike, and owners who do not ask.

*Adverse selection*. A project needs one unit of money. A safe one succeeds with probability p_s and then brings x_s, a
risky one with p_r < p_s brings x_r; who fails repays nothing. The owner promises to repay D and earns p (x - D). She
wants the loan while that is no less than b, what she earns without it: up to

    D_i = x_i - b / p_i,    and here D_s < D_r: the safe ones leave first.

The bank cannot tell them apart. If a share mu of applicants is safe, a unit that it lends brings back, on average,

    rho(D) = [mu p_s + (1-mu) p_r] D  up to D_s,      rho(D) = p_r D  from there to D_r.

It rises, falls at D_s and rises again, so it has two peaks, P_s = [mu p_s + (1-mu) p_r] D_s and P_r = p_r D_r.

*A market*. For each applicant there are F units of money, which banks compete for and which cost at least r. With F
below 1 somebody goes without. If P_s is the higher peak, banks stay at D_s and refuse some: the refused offer more, and
a bank that took the offer would earn less. If P_r is the higher one, refused risky owners find money at the higher
D_h = P_s / p_r, where a unit earns the same, as far as the money goes.

*Discouraged borrowers*. A loan is worth g to an owner who wants one. Asking costs her time and trouble, a number
between 0 and c that differs from owner to owner, evenly. She asks if it is less than g times the chance that she
believes in.

Sources: Stiglitz and Weiss (1981, AER 71), where borrowers are many and the two peaks are theirs; two types are the
usual short form of it. Discouraged borrowers: Kon and Storey (2003, Small Business Economics 21), without their banks
that screen with errors.
"""

from dataclasses import dataclass

import numpy as np

from missing_middle.models._record import Record
from missing_middle.models._require import require_above, require_at_least, require_between
from missing_middle.models.symbols import documented


@dataclass(frozen=True)
class LoanMarket(Record):
    """What banks ask, whom they serve and whom they refuse. Promises and returns are gross, for each unit lent."""

    regime: str  #: "price", "rationed", "two rates", "risky only" or "none"
    promise: float | None  #: D at which banks lend; ``None`` if none does
    promise_high: float | None  #: the higher D of refused risky owners; ``None`` outside "two rates"
    promise_safe: float  #: D_s, from which on safe owners leave
    promise_risky: float  #: D_r, from which on everybody has left
    peak_both: float  #: what a unit brings at D_s, where both kinds ask
    peak_risky: float  #: what a unit brings at D_r, where only the risky ask
    bank_return: float | None  #: what savers get; ``None`` if nobody lends
    served_safe: float  #: share of safe owners with a loan, 0 to 1
    served_risky: float  #: share of risky owners with a loan, 0 to 1
    refused: float  #: share of all owners who go without and would gain strictly at the rate that banks ask


@dataclass(frozen=True)
class Asking(Record):
    """Five groups of owners, as shares of all: they add up to one."""

    content: float  #: want no loan
    served: float  #: asked, and have one
    refused: float  #: asked in vain
    afraid: float  #: did not ask, and would have if they knew the chance
    put_off: float  #: did not ask, since the trouble is more than the loan is worth at that chance
    not_asked_of_without: float | None  #: of those without a loan, share that never asked; ``None`` if all have one


@documented
def bank_return(promise, p_safe, p_risky, gain_safe, gain_risky, share_safe, reserve):
    """What a bank gets back, on average, for a unit lent at each promise: the curve with the hump.

    Returns an array of the shape of ``promise``; ``nan`` where nobody asks for a loan any more.

    >>> curve = bank_return([1.2, 1.3], p_safe=.9, p_risky=.6, gain_safe=1.35, gain_risky=1.75, share_safe=.6,
    ...                     reserve=.09)
    >>> curve.round(3)                          # a higher rate, and less comes back: the safe ones have left
    array([0.936, 0.78 ])
    """
    safe, risky = _last_promises(p_safe, p_risky, gain_safe, gain_risky, share_safe, reserve)
    promise = np.asarray(promise, float)
    if not (np.isfinite(promise) & (promise >= 0)).all():
        raise ValueError(f"promise = {promise.tolist()!r} is not allowed: give finite numbers, 0 or more.")
    both = share_safe * p_safe + (1 - share_safe) * p_risky
    return np.where(promise <= safe, both * promise, np.where(promise <= risky, p_risky * promise, np.nan))


@documented
def loan_market(p_safe, p_risky, gain_safe, gain_risky, share_safe, reserve, r, funds):
    """At which rate do competing banks lend, and does the rate decide who gets a loan, or does a refusal?

    Returns a :class:`LoanMarket`. Raises ``ValueError`` outside the domains, and where the risky would leave first.

    >>> owners = dict(p_safe=.9, p_risky=.6, gain_safe=1.6, gain_risky=1.75, share_safe=.6, reserve=.09)
    >>> scarce = loan_market(**owners, r=1, funds=.7)
    >>> scarce.regime, round(scarce.promise, 3), round(scarce.refused, 3)       # refused, although they offer more
    ('rationed', 1.5, 0.12)
    >>> loan_market(**owners, r=1, funds=1).regime
    'price'
    """
    safe, risky = _last_promises(p_safe, p_risky, gain_safe, gain_risky, share_safe, reserve)
    require_above("r", r, 0)
    require_above("funds", funds, 0)
    both = share_safe * p_safe + (1 - share_safe) * p_risky
    peak_both, peak_risky, few = both * safe, p_risky * risky, 1 - share_safe

    def market(regime, promise, earns, served_safe, served_risky, refused=0.0, high=None):
        return LoanMarket(
            regime, promise, high, safe, risky, peak_both, peak_risky, earns, served_safe, served_risky, refused
        )

    if max(peak_both, peak_risky) < r:
        return market("none", None, None, 0.0, 0.0)
    if peak_both >= r and funds >= 1:
        return market("price", r / both, r, 1.0, 1.0)
    if peak_both >= max(r, peak_risky):
        return market("rationed", safe, peak_both, funds, funds, few * (1 - funds))
    if peak_both >= r and funds > few:
        return market("two rates", safe, peak_both, (funds - few) / share_safe, 1.0, high=peak_both / p_risky)
    if funds >= few:  # money for all who still ask
        earns = max(r, peak_both)
        return market("risky only", earns / p_risky, earns, 0.0, 1.0)
    return market("risky only", risky, peak_risky, 0.0, funds / few)


@documented
def asking(want, gain, chance, feared, trouble):
    """Who asks for a loan, who gets one, and who never asked? Returns :class:`Asking`.

    >>> town = asking(want=.6, gain=1, chance=.8, feared=.3, trouble=1)
    >>> round(town.served, 3), round(town.refused, 3), round(town.afraid, 3)    # most who go without were never refused
    (0.144, 0.036, 0.3)
    """
    require_between("want", want, 0, 1)
    require_above("gain", gain, 0)
    require_between("chance", chance, 0, 1)
    require_between("feared", feared, 0, 1)
    require_above("trouble", trouble, 0)
    asks, would = (min(1.0, believed * gain / trouble) for believed in (feared, chance))
    served, content = want * asks * chance, float(1 - want)
    afraid, put_off = want * max(0.0, would - asks), want * (1 - max(asks, would))
    without = 1 - served
    never = (content + afraid + put_off) / without if without > 0 else None
    return Asking(content, served, want * asks * (1 - chance), afraid, put_off, never)


def _last_promises(p_safe, p_risky, gain_safe, gain_risky, share_safe, reserve):
    """D_s and D_r, once all that they are made of is allowed."""
    require_between("p_safe", p_safe, 0, 1, closed="right")
    require_between("p_risky", p_risky, 0, p_safe, closed="neither")
    require_above("gain_safe", gain_safe, 0)
    require_above("gain_risky", gain_risky, 0)
    require_between("share_safe", share_safe, 0, 1, closed="neither")
    require_at_least("reserve", reserve, 0)
    safe, risky = gain_safe - reserve / p_safe, gain_risky - reserve / p_risky
    if safe <= 0:
        raise ValueError(
            f"reserve = {reserve!r} is not allowed with gain_safe = {gain_safe!r}: give less than "
            f"{p_safe * gain_safe:.6g}, or no safe owner asks at any rate."
        )
    if risky <= safe:
        raise ValueError(
            f"gain_risky = {gain_risky!r} is not allowed: give more than {safe + reserve / p_risky:.6g}, or the risky "
            "leave no later than the safe."
        )
    return safe, risky
