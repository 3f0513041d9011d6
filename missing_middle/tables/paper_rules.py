"""Which identities the paper's seven tables must obey.

Bounds of bands are plausible ranges, wide enough for any sound number here and narrow enough for a lost
digit. Numbers marked as seen elsewhere are named with their source; of each source only an excerpt was
seen.
"""

import functools

from .accounting import Bounded, Cell, Known, PartOfWhole, Ratio, Same, SmoothPath, Sum
from .layout import LAYOUTS, PROVINCES, REGISTRATIONS

_Y2002 = "NBS, China Statistical Yearbook 2002, table 13-3 (excerpt seen)"
_Y2005 = "NBS, China Statistical Yearbook 2005, table 8-7 (excerpt seen)"
_Y2009_PRIVATE = "NBS, China Statistical Yearbook 2009, table 13-12 (excerpt seen)"
_Y2009_FOREIGN = "NBS, China Statistical Yearbook 2009, table 13-16 (excerpt seen)"
_Y2009_LARGE = "NBS, China Statistical Yearbook 2009, table 13-20 (excerpt seen)"
_Y2015 = "NBS, China Statistical Yearbook 2015, table 13-3 (third-party copy, excerpt seen)"
_XINJIANG = "Xinjiang Statistical Yearbook 2004, table 10-7 (third-party copy, excerpt seen)"
_GDP = "NBS, China Statistical Yearbook 2005, table 3-1, and 2010, table 2-1 (excerpts seen)"
_BUDGET = "NBS, China Statistical Yearbook 1998, table 8-12, and 2007, table 8-1 (excerpts seen)"
_STANDARD = (
    "Press report of 5 July 2011 on the former standard of an SME: fewer than 2,000 employees or sales below "
    "300 million yuan (third-party copy)"
)

# 100 million yuan. Before 1986 on the later, comparable basis (price subsidies counted as spending).
BUDGET_ELSEWHERE = {
    1970: 649.41,
    1975: 820.88,
    1976: 806.20,
    1977: 843.53,
    1978: 1122.09,
    1979: 1281.79,
    1980: 1228.83,
    1981: 1138.41,
    1982: 1229.98,
    1983: 1409.52,
    1984: 1701.02,
    1985: 2004.25,
    1986: 2204.91,
    1987: 2262.18,
    1988: 2491.21,
    1989: 2823.78,
    1990: 3083.59,
    1991: 3386.62,
    1992: 3742.20,
    1993: 4642.30,
    1994: 5792.62,
    1995: 6823.72,
    1996: 7937.55,
    1997: 9233.56,
    1998: 10798.18,
    1999: 13187.67,
    2000: 15886.50,
    2001: 18902.58,
    2002: 22053.15,
    2003: 24649.95,
    2004: 28486.89,
    2005: 33930.28,
}
GDP_ELSEWHERE = {
    ("old", 2001): 95933.0,
    ("revised", 2000): 99214.6,
    ("revised", 2001): 109655.0,
    ("revised", 2002): 120333.0,
}
# Firms and output (100 million yuan) of large and medium firms together.
_LARGE_AND_MEDIUM = {
    1999: (22235, 41439.42),
    2000: (21724, 48993.02),
    2001: (22987, 57358.40),
    2002: (23323, 65317.51),
    2003: (23631, 95979.46),
    2005: (29774, 167700.72),
}
_PRIVATE = {1999: 14601, 2000: 22128, 2001: 36218, 2002: 49176, 2003: 67607, 2004: 119357, 2005: 123820}
_FOREIGN = {1999: 26837, 2000: 28445, 2001: 31423, 2002: 34466, 2003: 38581, 2004: 57165, 2005: 56387}
CLASSES = ("large", "medium", "small")
_SIZES = (*CLASSES, "total")
_T2_YEARS = tuple(_LARGE_AND_MEDIUM)
_ITEMS = ("promotion", "operating", "construction", "other")


def _cell(table):
    return lambda row, column: Cell(str(row), str(column), table)


def _sizes_2005():
    at = _cell(1)
    steps = dict.fromkeys(("output", "assets", "revenue", "profits", "employed"), 0.01) | {"enterprises": 0.0}
    for column in LAYOUTS[1].columns:
        yield Sum(
            f"Size classes add up: {column}",
            tuple(at(row, column) for row in CLASSES),
            at("total", column),
            steps[column],
        )
    for row in _SIZES:
        yield Ratio(
            f"Output per worker, 100,000 to 1.5 million yuan: {row}",
            (at(row, "output"),),
            (at(row, "employed"),),
            1e5,
            1.5e6,
            factor=1e4,
        )
        yield Ratio(
            f"Assets per worker, 100,000 to 1.5 million yuan: {row}",
            (at(row, "assets"),),
            (at(row, "employed"),),
            1e5,
            1.5e6,
            factor=1e4,
        )
        yield Ratio(
            f"Revenue over output, 0.8 to 1.2: {row}", (at(row, "revenue"),), (at(row, "output"),), 0.8, 1.2
        )
        yield Ratio(
            f"Profits over revenue, at most 0.5: {row}",
            (at(row, "profits"),),
            (at(row, "revenue"),),
            high=0.5,
        )
        yield Ratio(
            f"Profits over output, 0.01 to 0.15: {row}",
            (at(row, "profits"),),
            (at(row, "output"),),
            0.01,
            0.15,
        )
    for above, below in (("large", "medium"), ("medium", "small")):
        for what in ("output", "assets", "employed"):
            yield Ratio(
                f"A {above} firm has more {what} than a {below} one",
                (at(above, what), at(below, "enterprises")),
                (at(above, "enterprises"), at(below, what)),
                low=1.0,
            )
    for column, value in (
        ("enterprises", 29774),
        ("output", 167700.72),
        ("assets", 178816.88),
        ("revenue", 169237.88),
        ("profits", 11011.76),
        ("employed", 3798.91),
    ):
        yield Known(
            f"Large and medium firms as in the yearbook: {column}",
            (at("large", column), at("medium", column)),
            value,
            steps[column],
            _Y2009_LARGE,
        )
    for column, value, step in (
        ("enterprises", 271835, 0),
        ("assets", 244784.25, 0.01),
        ("revenue", 248544, 1),
        ("profits", 14802.54, 0.01),
    ):
        yield Known(f"All firms as in the yearbook: {column}", (at("total", column),), value, step, _Y2015)


def _definition_of_an_sme():
    at, by_province = _cell(1), _cell(4)
    for limit in (200, 2000):
        yield Ratio(
            f"A medium firm has fewer than {limit:,} workers on average",
            (at("medium", "employed"),),
            (at("medium", "enterprises"),),
            high=limit,
            factor=1e4,
        )
        yield Ratio(
            f"An SME has fewer than {limit:,} workers on average (2003)",
            (by_province("total", "employed_sme"),),
            (by_province("total", "enterprises_sme"),),
            high=limit,
        )
    yield Ratio(
        "A large firm has 2,000 workers or more on average",
        (at("large", "employed"),),
        (at("large", "enterprises"),),
        low=2000,
        factor=1e4,
    )


def _sizes_over_time():
    at, of_2005 = _cell(2), _cell(1)
    for year in _T2_YEARS:
        for what, step in (("enterprises", 0.0), ("output", 0.01)):
            column = f"{what}_{year}"
            yield Sum(
                f"Size classes add up: {what} {year}",
                tuple(at(row, column) for row in CLASSES),
                at("total", column),
                step,
            )
            yield Known(
                f"Large and medium firms as in the yearbook: {what} {year}",
                (at("large", column), at("medium", column)),
                _LARGE_AND_MEDIUM[year][what == "output"],
                step,
                _Y2009_LARGE,
            )
    for row, value in (("large", 44815.99), ("medium", 12542.41), ("small", 38090.58), ("total", 95448.98)):
        yield Known(
            f"Output of 2001 as in the yearbook: {row}", (at(row, "output_2001"),), value, 0.01, _Y2002
        )
    for row in _SIZES:
        for what, step in (("enterprises", 0.0), ("output", 0.01)):
            yield Same(
                f"Table 2 repeats table 1 for 2005: {what}, {row}",
                at(row, f"{what}_2005"),
                of_2005(row, what),
                step=step,
            )
    for row in _SIZES:
        for when, years in (
            ("1999-2002", _T2_YEARS[:4]),
            ("2002-2003", _T2_YEARS[3:5]),
            ("2003-2005", _T2_YEARS[4:]),
        ):
            yield SmoothPath(
                f"Number of firms grows by a factor of 0.85 to 1.3 a year, {when}: {row}",
                tuple((year, (at(row, f"enterprises_{year}"),), ()) for year in years),
                0.85,
                1.3,
            )
            yield SmoothPath(
                f"Output per firm grows by a factor of 0.9 to 1.5 a year, {when}: {row}",
                tuple(
                    (year, (at(row, f"output_{year}"),), (at(row, f"enterprises_{year}"),)) for year in years
                ),
                0.9,
                1.5,
            )


def _registrations():
    at, sizes, years = _cell(3), _cell(2), tuple(range(1999, 2006))
    for year in years:
        yield Sum(
            f"Domestic types add up: {year}",
            tuple(at(row, year) for row in REGISTRATIONS[1:9]),
            at("domestic", year),
        )
        yield Sum(
            f"Domestic and foreign firms add up: {year}",
            tuple(at(row, year) for row in ("domestic", "hmt", "foreign")),
            at("total", year),
        )
        yield Known(
            f"Private firms as in the yearbook: {year}",
            (at("private", year),),
            _PRIVATE[year],
            source=_Y2009_PRIVATE,
        )
        yield Known(
            f"Foreign firms of both kinds as in the yearbook: {year}",
            (at("hmt", year), at("foreign", year)),
            _FOREIGN[year],
            source=_Y2009_FOREIGN,
        )
        if year in _T2_YEARS:
            yield Same(
                f"Table 3 repeats the total of table 2: {year}",
                at("total", year),
                sizes("total", f"enterprises_{year}"),
            )
    for row, value in (("collective", 31018), ("share_holding", 5692), ("hmt", 18257), ("foreign", 13166)):
        yield Known(f"Number of 2001 as in the yearbook: {row}", (at(row, 2001),), value, source=_Y2002)
    for row in REGISTRATIONS:
        known = [
            year
            for year in years
            if year != 2004 or row in ("domestic", "private", "hmt", "foreign", "total")
        ]
        yield SmoothPath(
            f"Number of firms grows by a factor of 0.7 to 1.8 a year: {row}",
            tuple((year, (at(row, year),), ()) for year in known),
            0.7,
            1.8,
        )


def _provinces():
    at, sizes, of_2005 = _cell(4), _cell(2), _cell(1)
    for column in LAYOUTS[4].columns:
        # Persons are counted, not rounded; assets are in million yuan.
        yield Sum(
            f"Provinces add up: {column}",
            tuple(at(row, column) for row in PROVINCES),
            at("total", column),
            1.0 if column.startswith("assets") else 0.0,
        )
    for row in (*PROVINCES, "total"):
        for what in ("enterprises", "employed", "assets"):
            yield PartOfWhole(
                f"SMEs have no more {what} than all firms: {row}",
                at(row, f"{what}_sme"),
                at(row, f"{what}_all"),
            )
        for scope in ("all", "sme"):
            yield Ratio(
                f"Workers per firm, 50 to 700: {row}, {scope}",
                (at(row, f"employed_{scope}"),),
                (at(row, f"enterprises_{scope}"),),
                50,
                700,
            )
            yield Ratio(
                f"Assets per worker, 80,000 to 800,000 yuan: {row}, {scope}",
                (at(row, f"assets_{scope}"),),
                (at(row, f"employed_{scope}"),),
                8e4,
                8e5,
                factor=1e6,
            )
        for what, least, why in (
            ("employed", 2000.0, "2,000 workers"),
            ("assets", 400.0, "400 million yuan of assets"),
        ):
            yield Bounded(
                f"A firm that is no SME has at least {why}: {row}",
                (
                    (at(row, f"{what}_all"), 1.0),
                    (at(row, f"{what}_sme"), -1.0),
                    (at(row, "enterprises_all"), -least),
                    (at(row, "enterprises_sme"), least),
                ),
                low=0.0,
            )
    yield Same(
        "Table 4 repeats the total of table 2",
        at("total", "enterprises_all"),
        sizes("total", "enterprises_2003"),
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
        factor=100.0,
    )
    yield Ratio(
        "Workers of all firms grow by a factor of 0.9 to 1.5 from 2003 to 2005",
        (of_2005("total", "employed"),),
        (at("total", "employed_all"),),
        0.9,
        1.5,
        factor=1e4,
    )
    yield Ratio(
        "Output per worker of 2003, 100,000 to 1.5 million yuan",
        (sizes("total", "output_2003"),),
        (at("total", "employed_all"),),
        1e5,
        1.5e6,
        factor=1e8,
    )
    for column, value, step in (
        ("enterprises_all", 1254, 0),
        ("employed_all", 396597, 0),
        ("assets_all", 209667.91, 1),
    ):
        yield Known(
            f"Xinjiang as in its yearbook: {column}", (at("Xinjiang", column),), value, step, _XINJIANG
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
        yield Known(f"Shares add up to 100: {column}", (at("total", column),), 100.0, 0.0)


def _funding():
    at, budget, years = _cell(6), _cell(7), tuple(range(2001, 2006))
    for year in years:
        yield Sum(
            f"Kinds of R&D add up: {year}",
            tuple(at(row, year) for row in ("basic", "applied", "experimental")),
            at("rd", year),
            0.1,
        )
        rest = (
            (at("funding", year), 1.0),
            *((at(row, year), -1.0) for row in ("government", "enterprises", "loans")),
        )
        for limit, sign in ((0.04, 1.0), (0.13, -1.0)):
            # rest / funding >= 4% and <= 13%, each as a sum that must not be negative
            terms = (
                (rest[0][0], sign * (1.0 - limit)),
                *((cell, sign * weight) for cell, weight in rest[1:]),
            )
            yield Bounded(
                f"Funding from other sources, {'at least' if sign > 0 else 'at most'} {limit:.0%}: {year}",
                terms,
                low=0.0,
            )
        yield PartOfWhole(
            f"R&D is part of science and technology: {year}", at("rd", year), at("funding", year)
        )
        yield Ratio(
            f"R&D over funding, 0.3 to 0.6: {year}", (at("rd", year),), (at("funding", year),), 0.3, 0.6
        )
        yield Ratio(
            f"Government funds over the budget of table 7, 0.8 to 1: {year}",
            (at("government", year),),
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
    for year in (2001, 2002):
        weight = 100 / GDP_ELSEWHERE["revised", year]
        # half a unit of the share, 0.005, and a little for the rounding of the spending
        yield Known(
            f"R&D over revised GDP gives the share: {year}",
            ((at("rd", year), weight), (at("rd_share_gdp", year), -1.0)),
            0.0,
            slack=0.0051,
            source=_GDP,
        )
    for row in LAYOUTS[6].rows:
        yield SmoothPath(
            f"Grows by a factor of 0.9 to 1.5 a year: {row}",
            tuple((year, (at(row, year),), ()) for year in years),
            0.9,
            1.5,
        )
    yield SmoothPath(
        "GDP behind the share grows by a factor of 1.02 to 1.2 a year",
        tuple((year, (at("rd", year),), (at("rd_share_gdp", year),)) for year in years),
        1.02,
        1.2,
    )


def _budget():
    at, years = _cell(7), tuple(range(1970, 2006))
    for year in years:
        yield Sum(
            f"Kinds of spending add up: {year}",
            tuple(at(year, item) for item in _ITEMS),
            at(year, "total"),
            0.01,
        )
    for item in _ITEMS:
        yield SmoothPath(
            f"Grows by a factor of 0.5 to 2 a year: {item}",
            tuple((year, (at(year, item),), ()) for year in years),
            0.5,
            2.0,
        )
    for first, last, low, high in ((1970, 1995, 0.95, 1.4), (1995, 2005, 1.02, 1.2)):
        yield SmoothPath(
            f"GDP behind the share grows by a factor of {low:g} to {high:g} a year, {first}-{last}",
            tuple((year, (at(year, "total"),), (at(year, "share_gdp"),)) for year in range(first, last + 1)),
            low,
            high,
        )
    yield SmoothPath(
        "The budget behind the share grows by a factor of 0.9 to 1.35 a year",
        tuple((year, (at(year, "total"),), (at(year, "share_expenditure"),)) for year in years),
        0.9,
        1.35,
    )
    for (series, year), gdp in GDP_ELSEWHERE.items():
        yield Ratio(
            f"GDP behind the share over the yearbook's, 0.98 to 1.02: {year}, {series} series",
            (at(year, "total"),),
            (at(year, "share_gdp"),),
            0.98,
            1.02,
            factor=100 / gdp,
        )
    for year, spent in BUDGET_ELSEWHERE.items():
        yield Ratio(
            f"Budget behind the share over the yearbook's, 0.97 to 1.03: {year}",
            (at(year, "total"),),
            (at(year, "share_expenditure"),),
            0.97,
            1.03,
            factor=100 / spent,
        )
    for year, item, value in (
        (1978, "other", 5.30),
        (1993, "other", 19.51),
        (2004, "construction", 169.17),
        (2004, "total", 1168.61),
    ):
        yield Known(f"As in the yearbook: {item} {year}", (at(year, item),), value, 0.01, _Y2005)


_GROUPS = (
    ("1", _sizes_2005),
    ("1 and 4", _definition_of_an_sme),
    ("2", _sizes_over_time),
    ("3", _registrations),
    ("4", _provinces),
    ("5", _regions),
    ("6", _funding),
    ("7", _budget),
)


@functools.cache
def paper_identities():
    """Return every identity of the seven tables, as a dictionary from its id ("I1-001") to the identity."""
    return {
        f"I{group[0] if len(group) == 1 else 0}-{number:03d}": identity
        for group, build in _GROUPS
        for number, identity in enumerate(build(), start=1)
    }
