"""Which identities the paper's seven tables must obey.

Bounds of bands are plausible ranges, wide enough for any sound number here and narrow enough for a lost digit.
"""

import functools

from missing_middle.tables import elsewhere as seen
from missing_middle.tables.accounting import Bounded, Cell, Known, PartOfWhole, Ratio, Same, SmoothPath, Sum
from missing_middle.tables.layout import LAYOUTS, PROVINCES, REGISTRATIONS

CLASSES = ("large", "medium", "small")
_SIZES = (*CLASSES, "total")
_T2_YEARS = tuple(seen.LARGE_AND_MEDIUM)
_T3_YEARS = tuple(seen.PRIVATE_FIRMS)
_T6_YEARS = tuple(range(2001, 2006))
_T7_YEARS = tuple(range(1970, 2006))
_ITEMS = ("promotion", "operating", "construction", "other")


def _cell(table):
    return lambda row, column: Cell(str(row), str(column), table)


def _step(column):
    """Last printed digit in tables 1 and 2: firms are counted, everything else is rounded."""
    return 0.0 if column.startswith("enterprises") else 0.01


def _series(at_year, years):
    return tuple((year, (at_year(year),), ()) for year in years)


def _ratios(above, below, years):
    return tuple((year, (above(year),), (below(year),)) for year in years)


def _sizes_2005():
    at = _cell(1)
    for column in LAYOUTS[1].columns:
        yield Sum(
            f"Size classes add up: {column}",
            tuple(at(row, column) for row in CLASSES),
            at("total", column),
            _step(column),
        )
    for row in _SIZES:
        output, workers, revenue, profits = (at(row, name) for name in ("output", "employed", "revenue", "profits"))
        yield Ratio(f"Output per worker, 100,000 to 1.5 million yuan: {row}", (output,), (workers,), 1e5, 1.5e6, 1e4)
        yield Ratio(
            f"Assets per worker, 100,000 to 1.5 million yuan: {row}", (at(row, "assets"),), (workers,), 1e5, 1.5e6, 1e4
        )
        yield Ratio(f"Revenue over output, 0.8 to 1.2: {row}", (revenue,), (output,), 0.8, 1.2)
        yield Ratio(f"Profits over revenue, at most 0.5: {row}", (profits,), (revenue,), high=0.5)
        yield Ratio(f"Profits over output, 0.01 to 0.15: {row}", (profits,), (output,), 0.01, 0.15)
    for larger, smaller in (("large", "medium"), ("medium", "small")):
        for what in ("output", "assets", "employed"):
            yield Ratio(
                f"A {larger} firm has more {what} than a {smaller} one",
                (at(larger, what), at(smaller, "enterprises")),
                (at(larger, "enterprises"), at(smaller, what)),
                low=1.0,
            )
    for column, value in seen.LARGE_AND_MEDIUM_2005.items():
        yield Known(
            f"Large and medium firms as in the yearbook: {column}",
            (at("large", column), at("medium", column)),
            value,
            _step(column),
            seen.Y2009_LARGE,
        )
    for column, value in seen.ALL_FIRMS_2005.items():
        step = 1.0 if column == "revenue" else _step(column)
        yield Known(f"All firms as in the yearbook: {column}", (at("total", column),), value, step, seen.Y2015)


def _definition_of_an_sme():
    at, in_2003 = _cell(1), _cell(4)
    for limit, source in ((200, ""), (2000, seen.FORMER_STANDARD)):
        yield Ratio(
            f"A medium firm has fewer than {limit:,} workers on average",
            (at("medium", "employed"),),
            (at("medium", "enterprises"),),
            high=limit,
            factor=1e4,
            source=source,
        )
        yield Ratio(
            f"An SME has fewer than {limit:,} workers on average (2003)",
            (in_2003("total", "employed_sme"),),
            (in_2003("total", "enterprises_sme"),),
            high=limit,
            source=source,
        )
    yield Ratio(
        "A large firm has 2,000 workers or more on average",
        (at("large", "employed"),),
        (at("large", "enterprises"),),
        low=2000,
        factor=1e4,
        source=seen.FORMER_STANDARD,
    )


def _sizes_over_time():
    at, of_2005 = _cell(2), _cell(1)
    for year in _T2_YEARS:
        for number, what in enumerate(("enterprises", "output")):
            column = f"{what}_{year}"
            yield Sum(
                f"Size classes add up: {what} {year}",
                tuple(at(row, column) for row in CLASSES),
                at("total", column),
                _step(column),
            )
            yield Known(
                f"Large and medium firms as in the yearbook: {what} {year}",
                (at("large", column), at("medium", column)),
                seen.LARGE_AND_MEDIUM[year][number],
                _step(column),
                seen.Y2009_LARGE,
            )
    for row, value in seen.OUTPUT_2001.items():
        yield Known(f"Output of 2001 as in the yearbook: {row}", (at(row, "output_2001"),), value, 0.01, seen.Y2002)
    for row in _SIZES:
        for what in ("enterprises", "output"):
            yield Same(
                f"Table 2 repeats table 1 for 2005: {what}, {row}",
                at(row, f"{what}_2005"),
                of_2005(row, what),
                step=_step(what),
            )
    for row in _SIZES:
        firms, output = (functools.partial(_in_year, row, what) for what in ("enterprises", "output"))
        for years in (_T2_YEARS[:4], _T2_YEARS[3:5], _T2_YEARS[4:]):
            when = f"{years[0]}-{years[-1]}"
            yield SmoothPath(
                f"Number of firms grows by a factor of 0.85 to 1.3 a year, {when}: {row}",
                _series(firms, years),
                0.85,
                1.3,
            )
            yield SmoothPath(
                f"Output per firm grows by a factor of 0.9 to 1.5 a year, {when}: {row}",
                _ratios(output, firms, years),
                0.9,
                1.5,
            )


def _in_year(row, what, year):
    return Cell(row, f"{what}_{year}", 2)


def _registrations():
    at, sizes = _cell(3), _cell(2)
    for year in _T3_YEARS:
        yield Sum(
            f"Domestic types add up: {year}", tuple(at(row, year) for row in REGISTRATIONS[1:9]), at("domestic", year)
        )
        yield Sum(
            f"Domestic and foreign firms add up: {year}",
            tuple(at(row, year) for row in ("domestic", "hmt", "foreign")),
            at("total", year),
        )
        yield Known(
            f"Private firms as in the yearbook: {year}",
            (at("private", year),),
            seen.PRIVATE_FIRMS[year],
            source=seen.Y2009_PRIVATE,
        )
        yield Known(
            f"Foreign firms of both kinds as in the yearbook: {year}",
            (at("hmt", year), at("foreign", year)),
            seen.FOREIGN_FIRMS[year],
            source=seen.Y2009_FOREIGN,
        )
        if year in _T2_YEARS:
            yield Same(
                f"Table 3 repeats the total of table 2: {year}",
                at("total", year),
                sizes("total", f"enterprises_{year}"),
            )
    for row, value in seen.FIRMS_2001.items():
        yield Known(f"Number of 2001 as in the yearbook: {row}", (at(row, 2001),), value, source=seen.Y2002)
    yield Bounded(
        "State-owned firms are no more than those with the state's holdings: 2001",
        ((at("state", 2001), 1.0),),
        high=seen.STATE_AND_STATE_HOLDING_2001,
        source=seen.Y2002,
    )
    for row in REGISTRATIONS:
        known = [year for year in _T3_YEARS if year != 2004 or row in _KNOWN_IN_2004]
        yield SmoothPath(
            f"Number of firms grows by a factor of 0.7 to 1.8 a year: {row}",
            _series(functools.partial(at, row), known),
            0.7,
            1.8,
        )


_KNOWN_IN_2004 = ("domestic", "private", "hmt", "foreign", "total")


def _one_province(row):
    at = functools.partial(_cell(4), row)
    for what in ("enterprises", "employed", "assets"):
        yield PartOfWhole(f"SMEs have no more {what} than all firms: {row}", at(f"{what}_sme"), at(f"{what}_all"))
    for scope in ("all", "sme"):
        firms, workers, assets = (at(f"{what}_{scope}") for what in ("enterprises", "employed", "assets"))
        yield Ratio(f"Workers per firm, 50 to 700: {row}, {scope}", (workers,), (firms,), 50, 700)
        yield Ratio(f"Assets per worker, 80,000 to 800,000 yuan: {row}, {scope}", (assets,), (workers,), 8e4, 8e5, 1e6)
    for what, least, words in (("employed", 2000.0, "2,000 workers"), ("assets", 400.0, "400 million yuan of assets")):
        # firms that are no SMEs: what they have, less the least that so many of them must have
        yield Bounded(
            f"A firm that is no SME has at least {words}: {row}",
            (
                (at(f"{what}_all"), 1.0),
                (at(f"{what}_sme"), -1.0),
                (at("enterprises_all"), -least),
                (at("enterprises_sme"), least),
            ),
            low=0.0,
            source=seen.FORMER_STANDARD if what == "employed" else "",
        )


def _provinces():
    at, sizes, of_2005 = _cell(4), _cell(2), _cell(1)
    for column in LAYOUTS[4].columns:
        # persons are counted; assets are rounded to a million yuan
        yield Sum(
            f"Provinces add up: {column}",
            tuple(at(row, column) for row in PROVINCES),
            at("total", column),
            1.0 if column.startswith("assets") else 0.0,
        )
    for row in (*PROVINCES, "total"):
        yield from _one_province(row)
    yield Same(
        "Table 4 repeats the total of table 2", at("total", "enterprises_all"), sizes("total", "enterprises_2003")
    )
    yield Sum(
        "SMEs of table 4 are the small and medium firms of table 2",
        (sizes("medium", "enterprises_2003"), sizes("small", "enterprises_2003")),
        at("total", "enterprises_sme"),
    )
    yield Ratio(
        "Assets of all firms grow by a factor of 1 to 1.7 from 2003 to 2005",
        (of_2005("total", "assets"),),
        (at("total", "assets_all"),),
        1.0,
        1.7,
        100.0,
    )
    yield Ratio(
        "Workers of all firms grow by a factor of 0.9 to 1.5 from 2003 to 2005",
        (of_2005("total", "employed"),),
        (at("total", "employed_all"),),
        0.9,
        1.5,
        1e4,
    )
    yield Ratio(
        "Output per worker of 2003, 100,000 to 1.5 million yuan",
        (sizes("total", "output_2003"),),
        (at("total", "employed_all"),),
        1e5,
        1.5e6,
        1e8,
    )
    for what, unit in (("employed", 1e4), ("assets", 100.0)):
        yield Bounded(
            f"Large firms have less than large and medium firms in the yearbook: {what}",
            ((at("total", f"{what}_all"), 1.0), (at("total", f"{what}_sme"), -1.0)),
            high=unit * seen.LARGE_AND_MEDIUM_2003[what],
            source=seen.Y2009_LARGE,
        )
    for column, value in seen.XINJIANG_2003.items():
        yield Known(
            f"Xinjiang as in its yearbook: {column}",
            (at("Xinjiang", column),),
            value,
            1.0 if column.startswith("assets") else 0.0,
            seen.XINJIANG_2004,
        )


def _regions():
    at = _cell(5)
    for column in LAYOUTS[5].columns:
        yield Sum(
            f"Regions add up: {column}",
            tuple(at(row, column) for row in ("coast", "central", "west")),
            at("total", column),
            0.1,
        )
        yield Known(f"Shares add up to 100: {column}", (at("total", column),), 100.0)


def _funding_of(year):
    at, budget = _cell(6), _cell(7)
    yield Sum(
        f"Kinds of R&D add up: {year}",
        tuple(at(row, year) for row in ("basic", "applied", "experimental")),
        at("rd", year),
        0.1,
    )
    funding, sources = at("funding", year), [at(row, year) for row in ("government", "enterprises", "loans")]
    for limit, sign, words in ((0.04, 1.0, "at least"), (0.13, -1.0, "at most")):
        # (1 - limit) * funding - sources is positive above the lower limit, negative above the upper one
        yield Bounded(
            f"Funding from other sources, {words} {limit:.0%}: {year}",
            ((funding, sign * (1.0 - limit)), *((cell, -sign) for cell in sources)),
            low=0.0,
        )
    yield PartOfWhole(f"R&D is part of science and technology: {year}", at("rd", year), funding)
    yield Ratio(f"R&D over funding, 0.3 to 0.6: {year}", (at("rd", year),), (funding,), 0.3, 0.6)
    yield Ratio(
        f"Government funds over the budget of table 7, 0.8 to 1: {year}",
        (sources[0],),
        (budget(year, "total"),),
        0.8,
        1.0,
    )
    yield Ratio(
        f"GDP behind table 7 over GDP behind table 6, 0.98 to 1.02: {year}",
        (budget(year, "total"), at("rd_share_gdp", year)),
        (budget(year, "share_gdp"), at("rd", year)),
        0.98,
        1.02,
    )


def _share_of(name, spent, share, base, source):
    """A printed share is spending over a base known from elsewhere."""
    # half a unit of the share, 0.005, and a little for the rounding of the spending
    return Known(name, ((spent, 100 / base), (share, -1.0)), 0.0, slack=0.0051, source=source)


def _funding():
    at = _cell(6)
    for year in _T6_YEARS:
        yield from _funding_of(year)
    for year in (2001, 2002):
        yield _share_of(
            f"R&D over revised GDP gives the share: {year}",
            at("rd", year),
            at("rd_share_gdp", year),
            seen.GDP["revised", year],
            seen.YEARBOOKS_OF_GDP,
        )
    for row in LAYOUTS[6].rows:
        yield SmoothPath(
            f"Grows by a factor of 0.9 to 1.5 a year: {row}", _series(functools.partial(at, row), _T6_YEARS), 0.9, 1.5
        )
    yield SmoothPath(
        "GDP behind the share grows by a factor of 1.02 to 1.2 a year",
        _ratios(functools.partial(at, "rd"), functools.partial(at, "rd_share_gdp"), _T6_YEARS),
        1.02,
        1.2,
    )


def _of_year(name, year):
    return Cell(str(year), name, 7)


def _budget():
    at = _cell(7)
    spent, of_gdp, of_budget = (
        functools.partial(_of_year, name) for name in ("total", "share_gdp", "share_expenditure")
    )
    for year in _T7_YEARS:
        yield Sum(f"Kinds of spending add up: {year}", tuple(at(year, item) for item in _ITEMS), spent(year), 0.01)
    for item in _ITEMS:
        yield SmoothPath(
            f"Grows by a factor of 0.5 to 2 a year: {item}",
            tuple((year, (at(year, item),), ()) for year in _T7_YEARS),
            0.5,
            2.0,
        )
    for first, last, low, high in ((1970, 1995, 0.95, 1.4), (1995, 2005, 1.02, 1.2)):
        yield SmoothPath(
            f"GDP behind the share grows by a factor of {low:g} to {high:g} a year, {first}-{last}",
            _ratios(spent, of_gdp, range(first, last + 1)),
            low,
            high,
        )
    yield SmoothPath(
        "The budget behind the share grows by a factor of 0.9 to 1.35 a year",
        _ratios(spent, of_budget, _T7_YEARS),
        0.9,
        1.35,
    )
    for (series, year), gdp in seen.GDP.items():
        yield Ratio(
            f"GDP behind the share over the yearbook's, 0.98 to 1.02: {year}, {series} series",
            (spent(year),),
            (of_gdp(year),),
            0.98,
            1.02,
            100 / gdp,
            seen.YEARBOOKS_OF_GDP,
        )
    for year, total in seen.BUDGET.items():
        yield Ratio(
            f"Budget behind the share over the yearbook's, 0.97 to 1.03: {year}",
            (spent(year),),
            (of_budget(year),),
            0.97,
            1.03,
            100 / total,
            seen.YEARBOOKS_OF_BUDGET,
        )
    yield _share_of(
        "Share in the budget with debt repaid and foreign loans: 1996",
        spent(1996),
        of_budget(1996),
        seen.BUDGET_AND_DEBT_1996,
        seen.Y1998_BALANCE,
    )
    for year, values in seen.SCIENCE.items():
        for item, value in zip(seen.SCIENCE_ITEMS, values, strict=True):
            yield Known(f"As in the yearbook: {item} {year}", (at(year, item),), value, 0.01, seen.Y2005)


_GROUPS = (
    ("1", _sizes_2005),
    ("0", _definition_of_an_sme),
    ("2", _sizes_over_time),
    ("3", _registrations),
    ("4", _provinces),
    ("5", _regions),
    ("6", _funding),
    ("7", _budget),
)


@functools.cache
def paper_identities():
    """Return every identity of the seven tables, as a dictionary from its id ("I1-001") to the identity.

    The digit after the I is the table; 0 stands for identities about what an SME is.
    """
    return {
        f"I{group}-{number:03d}": identity
        for group, build in _GROUPS
        for number, identity in enumerate(build(), start=1)
    }
