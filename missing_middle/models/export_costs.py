"""Who pays for a lower fixed cost of exporting, and up to which bill does it pay?

In the model of :mod:`missing_middle.models.melitz` all ``n + 1`` countries lower the fixed cost of exporting from
``f_x`` to ``f_x_after``. What that does to real income depends on what it costs. With ``q = sigma - 1``, ``G`` the
ratio of real wages if the cut is free, and a share ``t`` of all people paid by a tax to bring it about, income per
head changes by::

    G (1 - t)**(sigma / q)           there are fewer people to make goods, and so also fewer varieties
    break-even   t = 1 - G**(-q / sigma)

* If the cost was waste (a stamp, a queue), the cut may be had for less than that, and the rest is gained.
* If the state only pays the difference in the firms' place, ``t = a / (1 + a)`` with ``a = (f_x - f_x_after) n`` times
  the exporters per person at work. Then income never rises: under CES the market alone already has the right firms
  export (Dhingra and Morrow), and to pay for more exporters takes more labour than it is worth.

Sources: Melitz (2003, Econometrica 71); Dhingra and Morrow, Monopolistic Competition and Optimum Product Diversity
under Firm Heterogeneity (abstract of 2012 seen), for the efficiency of the market under CES. The bill in labour is our
own algebra.
"""

import math
from dataclasses import dataclass

from missing_middle.models._record import Record
from missing_middle.models._require import require_between, require_count
from missing_middle.models.melitz import melitz_symmetric
from missing_middle.models.symbols import documented


@dataclass(frozen=True)
class CheaperExporting(Record):
    """What a lower fixed cost of exporting does in every country, by what it costs."""

    income_ratio_free: float  #: real income per head after over before, if the cut costs nothing
    labour_break_even: float  #: share of all labour that it may cost, with nobody better or worse off
    labour_of_subsidy: float  #: share of all labour that it takes to pay the difference for every exporter
    income_ratio_subsidy: float  #: real income per head after over before, if that is how it is done: 1 or less


@documented
def cheaper_exporting(dist, sigma, f, f_x, f_e, delta, tau, n, f_x_after):
    """What does a lower fixed cost of exporting bring, if it is free, and if it has to be paid for?

    ``n`` is 1 or more. Returns :class:`CheaperExporting`. Raises ``ValueError`` as ``melitz_symmetric`` does, and
    for an ``f_x_after`` above ``f_x``.

    >>> from missing_middle.models import cheaper_exporting, pareto
    >>> cut = cheaper_exporting(pareto(4.8, 1), sigma=3.8, f=1, f_x=1.2, f_e=2.5, delta=.2, tau=1.45, n=3, f_x_after=.9)
    >>> print(f"{cut.income_ratio_free - 1:+.2%} if free, worth {cut.labour_break_even:.2%} of all labour; "
    ...       f"paid for, it takes {cut.labour_of_subsidy:.2%}: {cut.income_ratio_subsidy - 1:+.2%}")
    +1.42% if free, worth 1.03% of all labour; paid for, it takes 1.27%: -0.33%
    """
    require_count("n", n, 1)
    before = melitz_symmetric(dist, sigma, f, f_x, f_e, delta, tau, n, L=1)
    require_between("f_x_after", f_x_after, 0, f_x)
    after = melitz_symmetric(dist, sigma, f, f_x_after, f_e, delta, tau, n, L=1)
    free, power = after.welfare / before.welfare, float(sigma) / (sigma - 1)
    per_worker = (f_x - f_x_after) * n * after.mass_exporters
    subsidized = free * math.exp(-power * math.log1p(per_worker))
    return CheaperExporting(free, -math.expm1(-math.log(free) / power), per_worker / (1 + per_worker), subsidized)
