"""The numbers behind the paper's statements, each from the tables: one function, one number.

Every function takes ``{1: wide table, ..., 7: wide table}``, as ``book()`` gives it, printed or repaired.
"""

import numpy as np

from missing_middle.tables.layout import PROVINCES
from missing_middle.tables.regions import region_of

COASTAL_THREE = ("Guangdong", "Jiangsu", "Zhejiang")
SMES = ("medium", "small")
# Figure 1 as the text gives it: product capability, process capability -> mode, strategy.
FIGURE_1 = {
    ("high", "high"): ("fast follower", "cluster"),
    ("low", "high"): ("process pioneering", "niche"),
    ("high", "low"): ("product pioneering", "niche"),
    ("low", "low"): ("applications specialist", "free riding"),
}


def _share(part, whole):
    return 100 * float(part) / float(whole)


def smes_2005(tables):
    """Small and medium firms in 2005."""
    return float(tables[1].loc[list(SMES), "enterprises"].sum())


def _sme_share_2005(tables, column):
    return _share(tables[1].loc[list(SMES), column].sum(), tables[1].at["total", column])


def sme_share_of_enterprises(tables):
    """Share of SMEs in the number of firms, 2005, %."""
    return _sme_share_2005(tables, "enterprises")


def sme_share_of_output(tables):
    """Share of SMEs in output, 2005, %."""
    return _sme_share_2005(tables, "output")


def sme_share_of_revenue(tables):
    """Share of SMEs in the column called revenue, 2005, %."""
    return _sme_share_2005(tables, "revenue")


def sme_share_of_employed(tables):
    """Share of SMEs in employment, 2005, %."""
    return _sme_share_2005(tables, "employed")


def sme_share_of_assets(tables):
    """Share of SMEs in assets, 2005, %."""
    return _sme_share_2005(tables, "assets")


def revenue_over_output(tables):
    """The column called revenue, in % of output, 2005."""
    return _share(tables[1].at["total", "revenue"], tables[1].at["total", "output"])


def workers_per_medium_firm(tables):
    """Mean number of workers of a medium firm, 2005."""
    return 1e4 * tables[1].at["medium", "employed"] / tables[1].at["medium", "enterprises"]


def assets_per_medium_firm(tables):
    """Mean assets of a medium firm, 2005, million yuan."""
    return 100 * tables[1].at["medium", "assets"] / tables[1].at["medium", "enterprises"]


def output_per_medium_firm(tables):
    """Mean output of a medium firm, 2005, million yuan."""
    return 100 * tables[1].at["medium", "output"] / tables[1].at["medium", "enterprises"]


def workers_per_sme(tables):
    """Mean number of workers of an SME, 2003."""
    return tables[4].at["total", "employed_sme"] / tables[4].at["total", "enterprises_sme"]


def medium_firms_per_large_firm(tables):
    """Medium firms for each large one, 2005."""
    return tables[1].at["medium", "enterprises"] / tables[1].at["large", "enterprises"]


_YEARS_2 = (1999, 2000, 2001, 2002, 2003, 2005)


def _sme_numbers(tables):
    return np.array([tables[2].loc[list(SMES), f"enterprises_{year}"].sum() for year in _YEARS_2])


def _sme_shares(tables, what):
    return np.array(
        [
            _share(tables[2].loc[list(SMES), f"{what}_{year}"].sum(), tables[2].at["total", f"{what}_{year}"])
            for year in _YEARS_2
        ]
    )


def sme_number_rises_every_time(tables):
    """1 if the number of SMEs rises between any two neighbouring years of table 2."""
    return float((np.diff(_sme_numbers(tables)) > 0).all())


def _range(shares):
    return float(shares.max() - shares.min())


def range_of_sme_number_share(tables):
    """Largest less smallest share of SMEs in the number of firms, 1999-2005, points."""
    return _range(_sme_shares(tables, "enterprises"))


def range_of_sme_output_share(tables):
    """Largest less smallest share of SMEs in output, 1999-2005, points."""
    return _range(_sme_shares(tables, "output"))


def range_within_one_definition(tables):
    """The larger of the two ranges of the SME share in output, 1999-2002 and 2003-2005, points."""
    shares = _sme_shares(tables, "output")
    return max(_range(shares[:4]), _range(shares[4:]))


def large_firms_lost_2003(tables):
    """Fall in the number of large firms from 2002 to 2003, %."""
    return 100 - _share(tables[2].at["large", "enterprises_2003"], tables[2].at["large", "enterprises_2002"])


def numbers_known_for_2004(tables):
    """How many numbers for 2004 are in table 3."""
    return float(tables[3]["2004"].notna().sum())


def _firms(tables, registration, year):
    return float(tables[3].at[registration, year])


def _firms_share(tables, registration, year):
    return _share(tables[3].at[registration, year], tables[3].at["total", year])


def private_1999(tables):
    """Number of private firms, 1999."""
    return _firms(tables, "private", "1999")


def private_share_1999(tables):
    """Share of private firms in all firms, 1999, %."""
    return _firms_share(tables, "private", "1999")


def private_share_2005(tables):
    """Share of private firms in all firms, 2005, %."""
    return _firms_share(tables, "private", "2005")


def state_1999(tables):
    """Number of state firms, 1999."""
    return _firms(tables, "state", "1999")


def state_share_1999(tables):
    """Share of state firms in all firms, 1999, %."""
    return _firms_share(tables, "state", "1999")


def state_share_2005(tables):
    """Share of state firms in all firms, 2005, %."""
    return _firms_share(tables, "state", "2005")


def private_over_state_growth(tables):
    """By which factor private firms grew relative to state firms, 1999-2005."""
    table = tables[3]
    return float(
        table.at["private", "2005"]
        / table.at["private", "1999"]
        * table.at["state", "1999"]
        / table.at["state", "2005"]
    )


def collectives_fall_corporations_rise(tables):
    """1 if collective and cooperative firms fall while the two kinds of corporation rise, 1999-2005."""
    change = tables[3]["2005"] - tables[3]["1999"]
    falls = change[["collective", "cooperative"]] < 0
    return float(falls.all() and (change[["limited_liability", "share_holding"]] > 0).all())


def most_that_can_have_been_privatized(tables):
    """Smaller of the net fall in state firms and the net rise in private ones, 1999-2005.

    Not an estimate: firms also enter and leave, so neither more nor less is excluded by stocks.
    """
    change = tables[3]["2005"] - tables[3]["1999"]
    return float(min(-change["state"], change["private"]))


def _coastal_three_share(tables, column):
    return _share(tables[4].loc[list(COASTAL_THREE), column].sum(), tables[4].at["total", column])


def coastal_three_share_of_enterprises(tables):
    """Share of Guangdong, Jiangsu and Zhejiang in all firms, 2003, %."""
    return _coastal_three_share(tables, "enterprises_all")


def coastal_three_share_of_smes(tables):
    """Share of Guangdong, Jiangsu and Zhejiang in SMEs, 2003, %."""
    return _coastal_three_share(tables, "enterprises_sme")


def coastal_three_share_of_employed(tables):
    """Share of Guangdong, Jiangsu and Zhejiang in all employment, 2003, %."""
    return _coastal_three_share(tables, "employed_all")


def coastal_three_share_of_sme_employed(tables):
    """Share of Guangdong, Jiangsu and Zhejiang in employment in SMEs, 2003, %."""
    return _coastal_three_share(tables, "employed_sme")


def gini_of_smes(tables):
    """Gini coefficient (0 to 1) of the number of SMEs over 31 provinces."""
    numbers = np.sort(tables[4].loc[list(PROVINCES), "enterprises_sme"].to_numpy())
    ranks = np.arange(1, len(numbers) + 1)
    return float(2 * (ranks * numbers).sum() / (len(numbers) * numbers.sum()) - (len(numbers) + 1) / len(numbers))


def _shandong_and_shanghai_next(tables, column):
    ranked = tables[4].loc[list(PROVINCES), column].sort_values(ascending=False).index
    return float(set(ranked[3:5]) == {"Shandong", "Shanghai"} and set(ranked[:3]) == set(COASTAL_THREE))


def shandong_and_shanghai_next_by_number(tables):
    """1 if Shandong and Shanghai are fourth and fifth by number of SMEs, after the three."""
    return _shandong_and_shanghai_next(tables, "enterprises_sme")


def shandong_and_shanghai_next_by_workers(tables):
    """1 if Shandong and Shanghai are fourth and fifth by workers in SMEs, after the three."""
    return _shandong_and_shanghai_next(tables, "employed_sme")


def all_five_are_coastal(tables):
    """1 if Guangdong, Jiangsu, Zhejiang, Shandong and Shanghai lie on the coast under every grouping."""
    names = ["Shandong", "Shanghai", *COASTAL_THREE]
    return float(
        all(
            (region_of(grouping)[names] == "coast").all()
            for grouping in ("coast of ten", "coast of eleven", "coast of twelve")
        )
    )


def smallest_share_of_the_coast(tables):
    """Smallest of the coast's four shares in table 5, %."""
    return float(tables[5].loc["coast"].min())


def assets_per_sme_worker_against_table_1(tables):
    """Assets per SME worker, 2003 (million yuan as the note says), over that of 2005."""
    in_2003 = 1e6 * tables[4].at["total", "assets_sme"] / tables[4].at["total", "employed_sme"]
    in_2005 = 1e4 * tables[1].loc[list(SMES), "assets"].sum() / tables[1].loc[list(SMES), "employed"].sum()
    return in_2003 / in_2005


def private_firms_2005(tables):
    """Private industrial firms above the designated size, 2005."""
    return float(tables[3].at["private", "2005"])


def first_year_of_table_7(tables):
    """First year with a number in table 7."""
    return float(min(int(year) for year in tables[7].dropna(how="all").index))


def last_year_of_table_7(tables):
    """Last year with a number in table 7."""
    return float(max(int(year) for year in tables[7].dropna(how="all").index))


def years_of_table_6(tables):
    """Number of years in table 6, all of which must be filled."""
    return float(tables[6].dropna(axis=1).columns.astype(int).isin(range(2001, 2006)).sum())


def modes_in_figure_1(tables):
    """Number of different modes in Figure 1."""
    return float(len({mode for mode, _ in FIGURE_1.values()}))


def strategies_in_figure_1(tables):
    """Number of different strategies in Figure 1."""
    return float(len({strategy for _, strategy in FIGURE_1.values()}))


def niche_goes_with_the_two_pioneers(tables):
    """1 if the niche strategy stands with the two pioneering modes and with no other."""
    return float(
        {mode for mode, strategy in FIGURE_1.values() if strategy == "niche"}
        == {"process pioneering", "product pioneering"}
    )
