"""The paper's checkable statements, in our words, each recomputed from the tables where they allow it.

A statement is tested twice, on the tables as printed and as repaired; the verdict follows from the two results. Where
the tables cannot speak there is no verdict, unless an erratum with outside evidence already contradicts it.
"""

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .layout import LAYOUTS, PROVINCES
from .regions import region_of
from .repairs import book, errata

VERDICTS = ("holds", "holds after repair", "does not hold", "cannot be checked here")
COASTAL_THREE = ("Guangdong", "Jiangsu", "Zhejiang")
SMES = ("medium", "small")
# Figure 1 as the text gives it: product capability, process capability -> mode, strategy.
FIGURE_1 = {("high", "high"): ("fast follower", "cluster"), ("low", "high"): ("process pioneering", "niche"),
            ("high", "low"): ("product pioneering", "niche"), ("low", "low"): ("applications specialist", "free riding")}


def near(value, within):
    """A test: the recomputed number is ``value``, give or take ``within``."""
    return lambda number: abs(number - value) <= within


def above(value):
    """A test: the recomputed number is larger than ``value``."""
    return lambda number: number > value


def below(value):
    """A test: the recomputed number is smaller than ``value``."""
    return lambda number: number < value


def is_true(number):
    """A test: the recomputed number is 1, for a statement that is true or false."""
    return number == 1


@dataclass(frozen=True)
class Claim:
    """One statement: where it stands, what it says (our words), what it should come to, and how to recompute it.

    ``compute`` takes ``{1: wide table, ..., 7: wide table}`` and returns a number; ``test`` says whether that number
    bears the statement out, or is None where a number informs but cannot decide. ``erratum`` names the errata behind
    a contradiction by outside evidence.
    """

    section: str
    claim: str
    table: str
    stated: str
    compute: Callable | None = None
    test: Callable | None = None
    note: str = ""
    erratum: str = ""

    def verdict(self, before, after):
        """Return one of the four verdicts, given the numbers as printed and after repair."""
        if self.test is None:
            return "does not hold" if self.erratum else "cannot be checked here"
        in_print, repaired = (not math.isnan(number) and bool(self.test(number)) for number in (before, after))
        return "does not hold" if not repaired else "holds" if in_print else "holds after repair"


# ---- numbers: each takes the tables and returns one number

def _share(part, whole):
    return 100 * float(part) / float(whole)


def smes_2005(tables):
    """Small and medium firms in 2005."""
    return float(tables[1].loc[list(SMES), "enterprises"].sum())


def _sme_share_2005(column):
    def share(tables):
        return _share(tables[1].loc[list(SMES), column].sum(), tables[1].at["total", column])
    share.__name__ = f"sme_share_of_{column}"
    share.__doc__ = f"Share of SMEs in {column}, 2005, %."
    return share


sme_share_of_enterprises = _sme_share_2005("enterprises")
sme_share_of_output = _sme_share_2005("output")
sme_share_of_revenue = _sme_share_2005("revenue")
sme_share_of_employed = _sme_share_2005("employed")
sme_share_of_assets = _sme_share_2005("assets")


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
    return np.array([_share(tables[2].loc[list(SMES), f"{what}_{year}"].sum(), tables[2].at["total", f"{what}_{year}"])
                     for year in _YEARS_2])


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


def _firms(registration, year):
    def firms(tables):
        return float(tables[3].at[registration, str(year)])
    firms.__name__, firms.__doc__ = f"{registration}_{year}", f"Number of {registration} firms, {year}."
    return firms


def _firms_share(registration, year):
    def share(tables):
        return _share(tables[3].at[registration, str(year)], tables[3].at["total", str(year)])
    share.__name__, share.__doc__ = f"{registration}_share_{year}", f"Share of {registration} firms, {year}, %."
    return share


private_1999, state_1999 = _firms("private", 1999), _firms("state", 1999)
private_share_1999, state_share_1999 = _firms_share("private", 1999), _firms_share("state", 1999)
private_share_2005, state_share_2005 = _firms_share("private", 2005), _firms_share("state", 2005)


def private_over_state_growth(tables):
    """By which factor private firms grew relative to state firms, 1999-2005."""
    table = tables[3]
    return float(table.at["private", "2005"] / table.at["private", "1999"]
                 * table.at["state", "1999"] / table.at["state", "2005"])


def collectives_fall_corporations_rise(tables):
    """1 if collective and cooperative firms fall while limited-liability and share-holding ones rise, 1999-2005."""
    change = tables[3]["2005"] - tables[3]["1999"]
    falls = change[["collective", "cooperative"]] < 0
    return float(falls.all() and (change[["limited_liability", "share_holding"]] > 0).all())


def most_that_can_have_been_privatised(tables):
    """Smaller of the net fall in state firms and the net rise in private ones, 1999-2005.

    Not an estimate: firms also enter and leave, so neither more nor less is excluded by stocks.
    """
    change = tables[3]["2005"] - tables[3]["1999"]
    return float(min(-change["state"], change["private"]))


def _three(column):
    def share(tables):
        return _share(tables[4].loc[list(COASTAL_THREE), column].sum(), tables[4].at["total", column])
    share.__name__ = f"coastal_three_share_of_{column}"
    share.__doc__ = f"Share of Guangdong, Jiangsu and Zhejiang in {column}, 2003, %."
    return share


coastal_three_share_of_enterprises = _three("enterprises_all")
coastal_three_share_of_smes = _three("enterprises_sme")
coastal_three_share_of_employed = _three("employed_all")
coastal_three_share_of_sme_employed = _three("employed_sme")
COASTAL_SHARES = (coastal_three_share_of_enterprises, coastal_three_share_of_smes, coastal_three_share_of_employed,
                  coastal_three_share_of_sme_employed)


def gini_of_smes(tables):
    """Gini coefficient (0 to 1) of the number of SMEs over 31 provinces."""
    numbers = np.sort(tables[4].loc[list(PROVINCES), "enterprises_sme"].to_numpy())
    ranks = np.arange(1, len(numbers) + 1)
    return float(2 * (ranks * numbers).sum() / (len(numbers) * numbers.sum()) - (len(numbers) + 1) / len(numbers))


def _next_two(column):
    def are_next(tables):
        ranked = tables[4].loc[list(PROVINCES), column].sort_values(ascending=False).index
        return float(set(ranked[3:5]) == {"Shandong", "Shanghai"} and set(ranked[:3]) == set(COASTAL_THREE))
    are_next.__name__ = f"shandong_and_shanghai_next_by_{column}"
    are_next.__doc__ = f"1 if Shandong and Shanghai are fourth and fifth by {column}."
    return are_next


shandong_and_shanghai_next_by_enterprises_sme = _next_two("enterprises_sme")
shandong_and_shanghai_next_by_employed_sme = _next_two("employed_sme")


def three_are_coastal(tables):
    """1 if Guangdong, Jiangsu, Zhejiang, Shandong and Shanghai lie on the coast under every grouping."""
    names = ["Shandong", "Shanghai", *COASTAL_THREE]
    return float(all((region_of(grouping)[names] == "coast").all()
                     for grouping in ("coast of ten", "coast of eleven", "coast of twelve")))


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
    return float({mode for mode, strategy in FIGURE_1.values() if strategy == "niche"}
                 == {"process pioneering", "product pioneering"})


# ---- the statements

_C = Claim
_NO_TABLE = "No table of the paper bears on it."
CLAIMS = (
    # introduction
    _C("1", "SMEs produce about two fifths of GDP", "", "40%", note=_NO_TABLE + " Tables 1-5 are about industry above a "
       "designated size, and about gross output, not value added."),
    _C("1", "SMEs stand out by the assets they hold", "1", "", sme_share_of_assets, None,
       "The tables give the share; the statement has no number."),
    _C("1", "Manufacturing grew fast and its shares of GNP and of exports rose sharply", "", "", note=_NO_TABLE),
    _C("1 n1", "The middle is missing: some large firms, many small ones, few of medium size", "1", "",
       medium_firms_per_large_firm, None, "There are more medium than large firms, fewer than small ones; any smooth "
       "distribution of sizes looks like that, so the numbers cannot decide."),
    _C("1", "Evidence across countries casts doubt on a systematic growth effect of SMEs", "", "",
       note=_NO_TABLE + " See the bibliography."),
    _C("1", "Acs, Audretsch and Feldman (1994) show that entrepreneurship is commoner in smaller firms", "", "",
       note="The title is about spill-overs of R&D (X12)."),
    _C("1", "Beck et al. (2005) find that the business environment matters for growth", "", "", note=_NO_TABLE + " The "
       "finding is in the abstracts of the working-paper versions, not in that of the article."),
    _C("1", "Little, Mazumdar and Page found productivity gains in 1999 and none in 1994", "", "", note="Neither entry of "
       "the list is a work of the three (R10, R11).", erratum="R10"),
    _C("1", "The long-term plan of the day mentions SMEs", "", "", note=_NO_TABLE),
    # framework
    _C("2.2", "There are four modes of learning technology", "Figure 1", "4", modes_in_figure_1, near(4, 0)),
    _C("2.3", "Three strategies go with them", "Figure 1", "3", strategies_in_figure_1, near(3, 0)),
    _C("2.3", "The niche strategy fits the two pioneering modes", "Figure 1", "yes", niche_goes_with_the_two_pioneers,
       is_true),
    _C("2.2", "Firms and countries named as examples are in the mode they illustrate", "", "", note=_NO_TABLE),
    _C("2.2", "Outside its export sectors many SMEs of China are applications specialists", "", "", note=_NO_TABLE),
    _C("2.4 n6", "Opening to trade leaves fewer firms and higher welfare", "", "", note="A result of a model, computed in "
       "the chapter on trade, not a statement about the tables."),
    _C("2.5", "China joined the WTO in 2001", "", "2001", note=_NO_TABLE),
    _C("2.5 n7", "Strong exporters are not the majority of SMEs", "", "", note=_NO_TABLE),
    _C("2.5", "Cooperation of SMEs is likelier when they are close to each other", "", "", note=_NO_TABLE + " One of the "
       "two works cited measures where plants are, not whether they cooperate."),
    # what an SME is
    _C("3", "SMEs have fewer than 200 employees (medium firms, 2005)", "1", "200", workers_per_medium_firm, below(200),
       "The mean medium firm has four times as many; 2,000 was probably meant.", "X01"),
    _C("3", "SMEs have fewer than 200 employees (all SMEs of the provinces, 2003)", "4", "200", workers_per_sme, below(200),
       "Even the mean SME has more.", "X01"),
    _C("3", "Read as 2,000: SMEs have fewer employees than that (medium firms, 2005)", "1", "2,000",
       workers_per_medium_firm, below(2000), "Our reading, not the paper's."),
    _C("3", "SMEs sell for less than 300 million yuan (output of the mean medium firm as a stand-in)", "1",
       "300 million yuan", output_per_medium_firm, None, "The mean is below, but a mean says nothing about each firm."),
    _C("3", "SMEs have less than 400 million yuan of capital (assets of the mean medium firm)", "1", "400 million yuan",
       assets_per_medium_firm, None, "As above."),
    _C("3 n10", "SMEs in the paper are technology firms that make tradable goods", "1-5", "", note="The tables are about "
       "all industry above a designated size."),
    # 3.1: size classes
    _C("3.1", "There are slightly fewer than 270,000 small and medium firms", "1", "270,000", smes_2005,
       lambda number: 260_000 < number < 270_000, "Industrial firms above the designated size, 2005."),
    _C("3.1 n11", "With the self-employed there are up to 40 million", "", "40 million", note=_NO_TABLE),
    _C("3.1", "SMEs are 99% of the firms of table 1", "1", "99%", sme_share_of_enterprises, near(99, 0.5)),
    _C("3.1", "Those firms are all the registered enterprises of the country", "1", "all", erratum="X02",
       note="They are the industrial firms above the designated size."),
    _C("3.1", "SMEs have 64% of output", "1", "64%", sme_share_of_output, near(64, 0.5)),
    _C("3.1", "SMEs have 55% of the column called revenue", "1", "55%", sme_share_of_revenue, near(55, 0.5),
       "The arithmetic is right; the column is not revenue."),
    _C("3.1", "That column is sales revenue", "1", "about 100% of output", revenue_over_output, near(100, 20),
       "It is 6% of output, of the size of profits.", "X04"),
    _C("3.1", "SMEs have more than 77% of industrial employment", "1", "77%", sme_share_of_employed, above(77),
       "Of industrial firms above the designated size."),
    _C("3.1", "The number of SMEs rises steadily, 1999-2005", "2", "yes", sme_number_rises_every_time, is_true,
       "The rise of 2002-2003 is in part a new definition."),
    _C("3.1", "The SME share in the number of firms changes little, 1999-2005", "2", "little (3 points at most)",
       range_of_sme_number_share, below(3), "It jumps by 4 points when the classes are redrawn.", "X05"),
    _C("3.1", "The SME share in output changes little, 1999-2005", "2", "little (3 points at most)",
       range_of_sme_output_share, below(3), "It jumps by 12 points when the classes are redrawn.", "X05"),
    _C("3.1", "Within one definition the SME share in output changes little", "2", "little (4 points at most)",
       range_within_one_definition, below(4), "Our reading, not the paper's."),
    _C("Table 2, note", "New criteria apply from 2003 on", "2", "a break", large_firms_lost_2003, above(50),
       "Three of four large firms go in one year while their output hardly changes."),
    _C("Table 2, note", "There are no data for 2004", "3", "none", numbers_known_for_2004, near(0, 0),
       "Table 3 prints the number of firms; a yearbook has output of large and medium firms.", "T2-07"),
    _C("Tables 1-3, titles", "The tables cover all industrial enterprises", "1-3", "all", erratum="T1-05",
       note="Those above the designated size."),
    # 3.1: ownership
    _C("3.1", "Private firms gain on state-owned firms, 1999-2005", "3", "a significant increase",
       private_over_state_growth, above(2), "Labels have to be moved first."),
    _C("3.1", "There were 14,601 private firms in 1999", "3", "14,601", private_1999, near(14601, 0), "As above."),
    _C("3.1", "That was slightly more than 9% of all", "3", "9%", private_share_1999, near(9, 0.5), "As above."),
    _C("3.1", "There were 50,651 state-owned firms in 1999", "3", "50,651", state_1999, near(50651, 0), "As above."),
    _C("3.1", "That was 31% of all", "3", "31%", state_share_1999, near(31, 0.5), "As above."),
    _C("3.1", "By 2005 private firms were about 45%", "3", "45%", private_share_2005, near(45, 1.0),
       "As above. It is 45.5%, which rounds to 46."),
    _C("3.1", "By 2005 state-owned firms were about 6%", "3", "6%", state_share_2005, near(6, 0.5), "As above."),
    _C("3.1", "Collective and cooperative firms give way to limited-liability and share-holding ones", "3", "yes",
       collectives_fall_corporations_rise, is_true, "As above."),
    _C("3.1", "This shows fast privatisation", "3", "", most_that_can_have_been_privatised, None, "Stocks do not say how many "
       "firms changed hands: firms enter and leave too."),
    _C("3.1", "Nearly 19 million workers laid off by state firms found work in private SMEs, 1998-2003", "", "19 million",
       note=_NO_TABLE),
    # 3.1: provinces
    _C("3.1", "SMEs are spread very unequally over provinces", "4", "high", gini_of_smes, above(0.4),
       "Gini coefficient over 31 provinces of unequal size."),
    _C("3.1", "Guangdong, Jiangsu and Zhejiang have about 38% of all enterprises", "4", "38%",
       coastal_three_share_of_enterprises, near(38, 0.5)),
    _C("3.1", "The same three have about 38% of SMEs", "4", "38%", coastal_three_share_of_smes, near(38, 0.5)),
    _C("3.1", "The same three have about 35% of all employment", "4", "35%", coastal_three_share_of_employed,
       near(35, 0.5), "31%: the 35% are of employment in SMEs.", "X03"),
    _C("3.1", "Read as SME employment: the same three have about 35%", "4", "35%", coastal_three_share_of_sme_employed,
       near(35, 0.5), "Our reading, not the paper's."),
    _C("3.1", "Shandong and Shanghai come next, by number of SMEs", "4", "ranks 4 and 5",
       shandong_and_shanghai_next_by_enterprises_sme, is_true),
    _C("3.1", "Shandong and Shanghai come next, by employment in SMEs", "4", "ranks 4 and 5",
       shandong_and_shanghai_next_by_employed_sme, is_true, "By workers Henan, Fujian and Hebei stand before Shanghai; the "
       "paper does not say by which measure."),
    _C("3.1", "These five lie on the coast", "4", "yes", three_are_coastal, is_true),
    _C("3.1", "The coast dominates in all shares of table 5", "5", "more than half", smallest_share_of_the_coast, above(50),
       "Its share of SMEs is larger than its shares of their workers, assets and tax."),
    _C("3.1", "Figure 5 shows the shares of table 5", "5", "", note="The figure is an image that the text does not hold."),
    _C("Table 4, note", "Its yuan are in millions", "4", "same size as 2005", assets_per_sme_worker_against_table_1,
       lambda number: 0.5 < number < 2, "Assets per SME worker, 2003 over 2005."),
    # 3.1: the law
    _C("3.1", "The law on SMEs of June 2002 is one for 2006-2010", "", "2002; 2006-2010", erratum="X06",
       note="Adopted in June 2002, in force since January 2003."),
    _C("5 n17", "The act on SMEs came into effect in 2003", "", "2003", note="A law review of 2002 agrees: 1 January 2003."),
    _C("5 n17", "It is the only act on SMEs", "", "", note=_NO_TABLE),
    # 3.2
    _C("3.2", "One in ten of about 3 million private firms gets a bank loan", "3", "10% of 3 million", private_firms_2005,
       None, "Table 3 has private industrial firms above the designated size only, one in twenty-four of the 3 million."),
    # 3.3
    _C("3.3", "There have been five-year plans since 1952", "", "1952", erratum="X07", note="The first ran 1953-1957."),
    _C("3.3", "The science ministry took its name in 1998", "", "1998", note=_NO_TABLE),
    _C("3.3", "Table 6 covers 2001 to 2005", "6", "5 years", years_of_table_6, near(5, 0)),
    _C("3.3", "More than 80% of new technology enterprises come out of institutes and universities", "", "80%",
       note=_NO_TABLE),
    _C("3.3", "Transnational firms have more than 100 R&D centres, mostly in Shanghai and Beijing", "", "100",
       note=_NO_TABLE + " The work cited is about clusters of SMEs."),
    _C("3.3", "Table 7 begins in 1970", "7", "1970", first_year_of_table_7, near(1970, 0)),
    _C("Table 7, title", "Table 7 ends in 2005", "7", "2005", last_year_of_table_7, near(2005, 0)),
    _C("3.3", "By early 1990 there were 53 science parks", "", "53", erratum="X08", note="One by then; 51 more in 1991-92."),
    _C("3.3", "The Torch programme is of 1988", "", "1988", note="An official page agrees."),
    _C("3.3", "A decision of 1985 strengthened the Torch programme", "", "1985", note="The decision is three years older "
       "than the programme, on which an official page agrees; it prepared the ground."),
    _C("3.3", "Works of 1992 and 1994 find rising SME productivity through the early 1990s, one of 1997 little after the "
       "early 1980s", "", "", note=_NO_TABLE + " A work of 1992 cannot cover the early 1990s."),
    _C("3.1", "SMEs could grow since the late 1970s in farming and since the 1980s in manufacturing", "", "1970s; 1980s",
       note=_NO_TABLE),
    _C("3.2", "Bank finance is the greatest internal obstacle of small firms", "", "", note=_NO_TABLE + " The chapter on "
       "credit lists later evidence."),
    _C("3.3", "Before the reforms most able scientists worked in military laboratories and universities", "", "",
       note=_NO_TABLE),
    _C("3.3", "Clusters innovate little and copy much", "", "", note=_NO_TABLE),
    _C("3.3", "Clusters are mostly in export processing zones near the coast", "", "", note=_NO_TABLE),
    # 4 and 5
    _C("4", "China is among the largest recipients of foreign direct investment", "", "", note=_NO_TABLE),
    _C("4 n16", "Grossman (1991) contributed to growth theory", "", "", erratum="R08", note="It is about insurrections."),
    _C("4 n16", "Lucas (1990) contributed to growth theory", "", "", note="Another work of his may have been meant (R12)."),
    _C("3.1", "Wang and Yao (2004) name three causes of the growth of SMEs", "", "3", erratum="R21",
       note="The work listed is growth accounting and does not treat SMEs."),
    _C("5", "The actors of the innovation system are mostly there; the links are weak", "Figure 4", "", note="The figure is "
       "an image that the text does not hold."),
    _C("5.2", "Firms in clusters cooperate little", "", "", note=_NO_TABLE),
    _C("5.3", "Venture funds and a general fund serve high-technology firms but hardly SMEs", "", "", note=_NO_TABLE),
    _C("5.3", "China has more and more graduates from abroad", "", "", note=_NO_TABLE),
    _C("5.5", "Technology transfer is held back by weak protection of intellectual property", "", "", note=_NO_TABLE),
)


@functools.cache
def _results():
    before, after = book(repaired=False), book()
    return tuple(
        (claim, *(claim.compute(tables) if claim.compute else math.nan for tables in (before, after)))
        for claim in CLAIMS)


def claims():
    """Return the paper's checkable statements, each with its verdict.

    Returns
    -------
    pandas.DataFrame
        ``id``; ``section`` (``n`` for a footnote); ``claim`` (our words); ``table``; ``stated`` (what the paper says);
        ``printed_value`` (recomputed from the tables as printed, ``nan`` if that is impossible); ``recomputed_value``
        (from the clean tables); ``verdict``; ``note``; ``erratum``; ``function`` (the function of this module that
        computes the value; empty if none does).

    Examples
    --------
    >>> found = claims().set_index("function")
    >>> found.loc["coastal_three_share_of_employed", ["stated", "verdict"]].tolist()
    ['35%', 'does not hold']
    """
    lines = [(f"C{number:02d}", claim.section, claim.claim, claim.table, claim.stated, before, after,
              claim.verdict(before, after), claim.note, claim.erratum, claim.compute.__name__ if claim.compute else "")
             for number, (claim, before, after) in enumerate(_results(), start=1)]
    return pd.DataFrame(lines, columns=[
        "id", "section", "claim", "table", "stated", "printed_value", "recomputed_value", "verdict", "note", "erratum",
        "function"])


def verdict_counts():
    """Return how many statements have each verdict, in the order of ``VERDICTS``."""
    return claims()["verdict"].value_counts().reindex(VERDICTS, fill_value=0)


def unknown_errata():
    """Return the errata that statements name and that do not exist: there are none."""
    return {claim.erratum for claim in CLAIMS if claim.erratum} - set(errata()["id"])


def uncited_tables():
    """Return the tables of the paper on which no statement rests."""
    named = " ".join(claim.table for claim in CLAIMS)
    return [n for n in LAYOUTS if str(n) not in named]
