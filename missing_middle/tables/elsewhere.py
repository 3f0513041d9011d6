"""Numbers seen outside the paper, by which its tables are tested. Of each source an excerpt was seen, no more.

Money is in 100 million yuan, firms are industrial enterprises above the designated size.
"""

Y1998_BALANCE = "NBS, China Statistical Yearbook 1998, table 8-2 (excerpt seen)"
Y2002 = "NBS, China Statistical Yearbook 2002, table 13-3 (excerpt seen)"
Y2005 = "NBS, China Statistical Yearbook 2005, table 8-7 (excerpt seen)"
Y2009_PRIVATE = "NBS, China Statistical Yearbook 2009, table 13-12 (excerpt seen)"
Y2009_FOREIGN = "NBS, China Statistical Yearbook 2009, table 13-16 (excerpt seen)"
Y2009_LARGE = "NBS, China Statistical Yearbook 2009, table 13-20 (excerpt seen)"
Y2015 = "NBS, China Statistical Yearbook 2015, table 13-3 (third-party copy, excerpt seen)"
XINJIANG_2004 = "Xinjiang Statistical Yearbook 2004, table 10-7 (third-party copy, excerpt seen)"
YEARBOOKS_OF_GDP = "NBS, China Statistical Yearbook 2005, table 3-1, and 2010, table 2-1 (excerpts seen)"
YEARBOOKS_OF_BUDGET = "NBS, China Statistical Yearbook 1998, table 8-12, and 2007, table 8-1 (excerpts seen)"
FORMER_STANDARD = (
    "Press report of 5 July 2011 on the former standard of an SME: fewer than 2,000 employees or sales "
    "below 300 million yuan (third-party copy, excerpt seen)"
)

GDP = {("old", 2001): 95933.0, ("revised", 2000): 99214.6, ("revised", 2001): 109655.0, ("revised", 2002): 120333.0}
# Before 1986 on the later, comparable basis: price subsidies are spending, not negative revenue.
BUDGET = {
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
# 1996: spending, repayment of debt at home and abroad, construction paid from foreign loans.
BUDGET_AND_DEBT_1996 = 7937.55 + 1311.91 + 3.41

SCIENCE_ITEMS = ("total", "promotion", "operating", "construction", "other")
SCIENCE = {
    1978: (52.89, 25.47, 15.46, 6.66, 5.30),
    1980: (64.59, 27.57, 19.63, 11.27, 6.12),
    1985: (102.59, 44.35, 32.00, 18.83, 7.41),
    1989: (127.87, 59.13, 38.45, 17.91, 12.38),
    1990: (139.12, 63.48, 44.44, 17.47, 13.73),
    1991: (160.69, 73.32, 54.15, 18.40, 14.82),
    1992: (189.26, 89.41, 57.16, 24.55, 18.14),
    1993: (225.61, 106.56, 65.59, 33.95, 19.51),
    1994: (268.25, 114.22, 87.90, 36.06, 30.07),
    1995: (302.36, 136.02, 96.86, 38.00, 31.48),
    1996: (348.63, 155.01, 109.66, 48.55, 35.41),
    1997: (408.86, 189.97, 127.12, 42.74, 49.03),
    1998: (438.60, 189.90, 151.92, 47.28, 49.50),
    1999: (543.85, 272.80, 168.06, 52.89, 50.10),
    2000: (575.62, 277.22, 189.03, 61.52, 47.85),
    2001: (703.26, 359.64, 223.08, 63.37, 57.17),
    2002: (816.22, 398.60, 269.85, 69.99, 77.78),
    2003: (975.54, 416.64, 300.79, 111.06, 147.05),
    2004: (1168.61, 483.98, 335.93, 169.17, 179.53),
}

# Number and output of large and medium firms together.
LARGE_AND_MEDIUM = {
    1999: (22235, 41439.42),
    2000: (21724, 48993.02),
    2001: (22987, 57358.40),
    2002: (23323, 65317.51),
    2003: (23631, 95979.46),
    2005: (29774, 167700.72),
}
LARGE_AND_MEDIUM_2005 = {
    "enterprises": 29774,
    "output": 167700.72,
    "assets": 178816.88,
    "revenue": 169237.88,
    "profits": 11011.76,
    "employed": 3798.91,
}
# Workers (10,000 persons) and assets of large and medium firms together, 2003.
LARGE_AND_MEDIUM_2003 = {"employed": 3224.30, "assets": 125131.72}
ALL_FIRMS_2005 = {"enterprises": 271835, "assets": 244784.25, "revenue": 248544, "profits": 14802.54}
OUTPUT_2001 = {"large": 44815.99, "medium": 12542.41, "small": 38090.58, "total": 95448.98}

PRIVATE_FIRMS = {1999: 14601, 2000: 22128, 2001: 36218, 2002: 49176, 2003: 67607, 2004: 119357, 2005: 123820}
FOREIGN_FIRMS = {1999: 26837, 2000: 28445, 2001: 31423, 2002: 34466, 2003: 38581, 2004: 57165, 2005: 56387}
FIRMS_2001 = {"collective": 31018, "share_holding": 5692, "hmt": 18257, "foreign": 13166}
# State-owned firms together with companies in which the state holds the majority.
STATE_AND_STATE_HOLDING_2001 = 46767

XINJIANG_2003 = {"enterprises_all": 1254, "employed_all": 396597, "assets_all": 209667.91}
