"""Provinces on a grid, and the groups of provinces that "coast, central, west" can mean."""

import pandas as pd

from missing_middle.tables.layout import PROVINCES
from missing_middle.tables.repairs import clean_wide

# (column, row, short name). Our own schematic arrangement of the 31 units; no borders are meant.
_TILES = {
    "Heilongjiang": (6, 0, "HL"),
    "Inner Mongolia": (3, 1, "NM"),
    "Beijing": (4, 1, "BJ"),
    "Jilin": (6, 1, "JL"),
    "Xinjiang": (0, 2, "XJ"),
    "Gansu": (1, 2, "GS"),
    "Ningxia": (2, 2, "NX"),
    "Shanxi": (3, 2, "SX"),
    "Hebei": (4, 2, "HE"),
    "Tianjin": (5, 2, "TJ"),
    "Liaoning": (6, 2, "LN"),
    "Qinghai": (1, 3, "QH"),
    "Shaanxi": (2, 3, "SN"),
    "Henan": (3, 3, "HA"),
    "Shandong": (4, 3, "SD"),
    "Tibet": (0, 4, "XZ"),
    "Sichuan": (1, 4, "SC"),
    "Chongqing": (2, 4, "CQ"),
    "Hubei": (3, 4, "HB"),
    "Anhui": (4, 4, "AH"),
    "Jiangsu": (5, 4, "JS"),
    "Shanghai": (6, 4, "SH"),
    "Yunnan": (1, 5, "YN"),
    "Guizhou": (2, 5, "GZ"),
    "Hunan": (3, 5, "HN"),
    "Jiangxi": (4, 5, "JX"),
    "Zhejiang": (5, 5, "ZJ"),
    "Guangxi": (2, 6, "GX"),
    "Guangdong": (3, 6, "GD"),
    "Fujian": (4, 6, "FJ"),
    "Hainan": (3, 7, "HI"),
}

_COAST_10 = (
    "Beijing",
    "Tianjin",
    "Hebei",
    "Shanghai",
    "Jiangsu",
    "Zhejiang",
    "Fujian",
    "Shandong",
    "Guangdong",
    "Hainan",
)
_CENTRAL_6 = ("Shanxi", "Anhui", "Jiangxi", "Henan", "Hubei", "Hunan")
_NORTHEAST = ("Liaoning", "Jilin", "Heilongjiang")
_WEST_10 = ("Chongqing", "Sichuan", "Guizhou", "Yunnan", "Tibet", "Shaanxi", "Gansu", "Qinghai", "Ningxia", "Xinjiang")
_BETWEEN = ("Inner Mongolia", "Guangxi")

GROUPINGS = {
    # eleven coastal units; the default of the course
    "coast of eleven": {
        "coast": (*_COAST_10, "Liaoning"),
        "central": (*_CENTRAL_6, "Jilin", "Heilongjiang"),
        "west": (*_WEST_10, *_BETWEEN),
    },
    # as drawn before the western programme: Guangxi has a coast, Inner Mongolia counts as central
    "coast of twelve": {
        "coast": (*_COAST_10, "Liaoning", "Guangxi"),
        "central": (*_CENTRAL_6, "Jilin", "Heilongjiang", "Inner Mongolia"),
        "west": _WEST_10,
    },
    # the four regions in later yearbooks, the Northeast counted with the centre so that three remain
    "coast of ten": {"coast": _COAST_10, "central": (*_CENTRAL_6, *_NORTHEAST), "west": (*_WEST_10, *_BETWEEN)},
}
DEFAULT_GROUPING = "coast of eleven"
_SAME_MEASURE = {"smes": "enterprises_sme", "employees": "employed_sme", "assets": "assets_sme"}


def region_of(grouping=DEFAULT_GROUPING):
    """Return the region (``coast``, ``central``, ``west``) of each of the 31 provinces, as a series.

    Table 5 of the paper does not say which grouping it uses; see :func:`compare_groupings`.

    Parameters
    ----------
    grouping : str
        What counts as the coast: ``coast of eleven``, ``coast of twelve`` or ``coast of ten``.
    """
    if grouping not in GROUPINGS:
        raise ValueError(f"grouping = {grouping!r} is not allowed: give one of {', '.join(map(repr, GROUPINGS))}.")
    region = {province: name for name, provinces in GROUPINGS[grouping].items() for province in provinces}
    return pd.Series(
        [region[province] for province in PROVINCES], index=pd.Index(PROVINCES, name="province"), name="region"
    )


def tile_grid(grouping=DEFAULT_GROUPING):
    """Return a schematic place for each of the 31 statistical units of table 4: a tile grid, not a map.

    Parameters
    ----------
    grouping : str
        What counts as the coast: ``coast of eleven``, ``coast of twelve`` or ``coast of ten``.

    Returns
    -------
    pandas.DataFrame
        Index ``province``; ``column`` (0 to 6, west to east), ``row`` (0 to 7, north to south), ``short``
        (two letters), ``region``.

    Examples
    --------
    >>> tile_grid().query("row == 1")["short"].to_dict()
    {'Beijing': 'BJ', 'Inner Mongolia': 'NM', 'Jilin': 'JL'}
    """
    grid = pd.DataFrame.from_dict(_TILES, orient="index", columns=["column", "row", "short"])
    return grid.loc[list(PROVINCES)].rename_axis("province").assign(region=region_of(grouping))


def by_province(grouping=DEFAULT_GROUPING):
    """Return table 4 in a form that charts like: one row a province, without the national total.

    Parameters
    ----------
    grouping : str
        What counts as the coast: ``coast of eleven``, ``coast of twelve`` or ``coast of ten``.

    Returns
    -------
    pandas.DataFrame
        The six columns of the clean table (``enterprises_all``, ``enterprises_sme``, ``employed_all``,
        ...), then ``workers_per_sme``, ``assets_per_sme`` (million yuan), ``assets_per_sme_worker``
        (1,000 yuan), and the columns of :func:`tile_grid`.
    """
    frame = clean_wide(4).loc[list(PROVINCES)].rename_axis("province")
    frame = frame.assign(
        workers_per_sme=frame["employed_sme"] / frame["enterprises_sme"],
        assets_per_sme=frame["assets_sme"] / frame["enterprises_sme"],
        assets_per_sme_worker=1000 * frame["assets_sme"] / frame["employed_sme"],
    )
    return frame.join(tile_grid(grouping))


def compare_groupings():
    """Compare table 5 (shares of three regions, 2005) with table 4 (31 provinces, 2003) under three
    groupings.

    Returns
    -------
    pandas.DataFrame
        ``grouping``, ``region``, ``measure`` (``smes``, ``employees``, ``assets``; table 4 has no tax),
        ``table_5`` (%), ``table_4`` (%), ``gap`` (points). A gap is no error by itself: two years lie
        between.

    Examples
    --------
    >>> coast = compare_groupings().query("region == 'coast' and measure == 'smes'").set_index("grouping")
    >>> coast["gap"].round(1).to_dict()
    {'coast of eleven': -3.5, 'coast of twelve': -2.1, 'coast of ten': -7.0}
    """
    printed_shares, provinces = clean_wide(5), clean_wide(4).loc[list(PROVINCES)]
    lines = []
    for grouping in GROUPINGS:
        regions = region_of(grouping)
        for measure, column in _SAME_MEASURE.items():
            shares = 100 * provinces[column].groupby(regions).sum() / provinces[column].sum()
            for region in ("coast", "central", "west"):
                table_5 = printed_shares.at[region, measure]
                lines.append((grouping, region, measure, table_5, shares[region], shares[region] - table_5))
    return pd.DataFrame(lines, columns=["grouping", "region", "measure", "table_5", "table_4", "gap"])


def closest_grouping():
    """Return the mean absolute gap (points) of each grouping to table 5, the closest first."""
    frame = compare_groupings()
    return frame["gap"].abs().groupby(frame["grouping"]).mean().sort_values()
