"""Tables turned the way charts and exercises want them."""

from numbers import Integral

import pandas as pd

from missing_middle.tables import elsewhere as seen
from missing_middle.tables.repairs import clean, clean_wide

_CATEGORY = {2: "size", 3: "registration", 6: "measure", 7: "measure"}


def over_time(n, measure=None):
    """Return a table with years down and categories across.

    Parameters
    ----------
    n : int
        2 (size classes), 3 (status of registration), 6 (funds and R&D) or 7 (budget).
    measure : str, optional
        For table 2: ``enterprises`` (default) or ``output``. Not for the others.

    Returns
    -------
    pandas.DataFrame
        Index ``year`` (int); one column a size class, registration or measure. ``attrs["breaks"]`` lists the years
        that open a new definition (table 2: in every column; table 7: in its shares, see ``clean(7)``), across which
        nothing should be compared; ``attrs["units"]``.

    Examples
    --------
    >>> sizes = over_time(2, "output")
    >>> float(sizes.loc[2001, "medium"]), sizes.attrs["breaks"]
    (12542.41, [2003])
    """
    if isinstance(n, bool) or not isinstance(n, Integral) or n not in _CATEGORY:
        raise ValueError(f"n = {n!r} is not allowed: years are in tables 2, 3, 6 and 7.")
    frame = clean(n)
    if n == 2:
        measure = "enterprises" if measure is None else measure
        if measure not in frame.attrs["units"]:
            raise ValueError(f"measure = {measure!r} is not allowed: table 2 has {', '.join(frame.attrs['units'])}.")
        frame = frame[frame["measure"] == measure]
    elif measure is not None:
        raise ValueError(f"measure = {measure!r} is not allowed: only table 2 has more than one.")
    order = frame[_CATEGORY[n]].unique()
    wide = frame.pivot(index="year", columns=_CATEGORY[n], values="value")[list(order)].rename_axis(columns=None)
    wide.attrs = {"units": frame.attrs["units"], "breaks": _breaks(frame)}
    return wide


def _breaks(frame):
    by_definition = frame[frame["definition"] != ""].groupby("definition")["year"].min()
    return sorted(int(year) for year in set(by_definition) - {frame["year"].min()})


def implied_gdp():
    """Return the GDP that stands behind the printed shares of tables 6 and 7.

    Returns
    -------
    pandas.DataFrame
        Index ``year``; ``table_7`` (1970-2005) and ``table_6`` (2001-2005), in 100 million yuan: spending over its
        share. Shares have two decimals, so early and small ones move GDP by up to 1%.

    Examples
    --------
    >>> implied_gdp().loc[2002].round(-2).to_dict()
    {'table_7': 104600.0, 'table_6': 120300.0}
    """
    budget, funds = over_time(7), over_time(6)
    return pd.DataFrame(
        {"table_7": 100 * budget["total"] / budget["share_gdp"], "table_6": 100 * funds["rd"] / funds["rd_share_gdp"]}
    )


def implied_budget():
    """Return the budget that stands behind the printed shares of table 7, and the yearbooks' budget.

    Returns
    -------
    pandas.DataFrame
        Index ``year``; ``table_7`` and ``yearbook`` (``nan`` for 1971-1974), in 100 million yuan, and ``ratio``.
    """
    budget = over_time(7)
    implied = 100 * budget["total"] / budget["share_expenditure"]
    yearbook = pd.Series(seen.BUDGET, name="yearbook").reindex(implied.index)
    return pd.DataFrame({"table_7": implied, "yearbook": yearbook, "ratio": implied / yearbook})


def share_on_one_base():
    """Return science spending in % of GDP, 2001-2005: as printed, and over the GDP of table 6 throughout.

    Returns
    -------
    pandas.DataFrame
        Index ``year``; ``printed`` (two series of GDP) and ``one_base`` (one series), in %.

    Examples
    --------
    >>> share_on_one_base().loc[2002:2003].round(2).to_dict("list")
    {'printed': [0.78, 0.72], 'one_base': [0.68, 0.72]}
    """
    budget, base = over_time(7), implied_gdp()["table_6"].dropna()
    return pd.DataFrame(
        {"printed": budget.loc[base.index, "share_gdp"], "one_base": 100 * budget.loc[base.index, "total"] / base}
    )


def shares_of_sizes():
    """Return the shares of the size classes in every measure of table 1.

    Returns
    -------
    pandas.DataFrame
        Index ``large``, ``medium``, ``small``; columns as in table 1 without the column that is not revenue; in %
        of the total.

    Examples
    --------
    >>> shares_of_sizes().loc["medium"].round(1).to_dict()
    {'enterprises': 10.0, 'output': 30.4, 'assets': 34.2, 'profits': 28.4, 'employed': 32.1}
    """
    table = clean_wide(1).drop(columns="revenue")
    return 100 * table.drop(index="total") / table.loc["total"]
