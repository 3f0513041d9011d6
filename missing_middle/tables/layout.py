"""What each table of the paper holds: its rows and columns by name, its units, and how it becomes a long
frame.

A *wide* table is a frame of numbers, one row a line of the table and one column a heading, both under
short names of ours ("large", "output_2005"). A *long* table has one row a number, its keys in columns of
their own.
"""

from dataclasses import dataclass, field
from numbers import Integral

ENTERPRISES, HUNDRED_MILLION, MILLION = "enterprises", "100 million yuan", "million yuan"
PER_CENT, PERSONS, TEN_THOUSAND = "%", "persons", "10,000 persons"

SIZES = ("large", "medium", "small", "total")
REGISTRATIONS = (
    "domestic",
    "state",
    "collective",
    "cooperative",
    "joint",
    "limited_liability",
    "share_holding",
    "private",
    "other",
    "hmt",
    "foreign",
    "total",
)
PROVINCES = (
    "Beijing",
    "Tianjin",
    "Hebei",
    "Shanxi",
    "Inner Mongolia",
    "Liaoning",
    "Jilin",
    "Heilongjiang",
    "Shanghai",
    "Jiangsu",
    "Zhejiang",
    "Anhui",
    "Fujian",
    "Jiangxi",
    "Shandong",
    "Henan",
    "Hubei",
    "Hunan",
    "Guangdong",
    "Guangxi",
    "Hainan",
    "Chongqing",
    "Sichuan",
    "Guizhou",
    "Yunnan",
    "Tibet",
    "Shaanxi",
    "Gansu",
    "Qinghai",
    "Ningxia",
    "Xinjiang",
)

_SIZE_LABELS = {
    "large": ("Large-sized enterprises", "Large"),
    "medium": ("Medium-sized enterprises", "Medium"),
    "small": ("Small-sized enterprises", "Small"),
    "total": ("Total",),
}
_REGISTRATION_LABELS = {
    "domestic": "Domestically funded",
    "state": "State-owned enterprises",
    "collective": "Collective-owned enterprises",
    "cooperative": "Cooperative enterprises",
    "joint": "Joint-ownership enterprises",
    "limited_liability": "Limited liability corporations",
    "share_holding": "Share-holding corporations limited",
    "private": "Private enterprises",
    "other": "Other enterprises",
    "hmt": "Enterprises with Funds from Hong Kong, Macao and Taiwan",
    "foreign": "Foreign Funded Enterprises",
    "total": "National total",
}
# A misspelt province is still that province, so its row can be found before the spelling is repaired.
_MISSPELT = {"Shanxi": "Xhanxi", "Jiangxi": "Jianxi", "Hubei": "Huben", "Shaanxi": "Shoanxi", "Ningxia": "Nigxia"}
_FUNDING_LABELS = {
    "funding": "Funding for S&T activities",
    "government": "Government funds",
    "enterprises": "Self-raised funds by enterprises",
    "loans": "Loans from finance institutions",
    "rd": "Expenditure on R&D",
    "basic": "Basic research",
    "applied": "Applied research",
    "experimental": "Experimental development",
    "rd_share_gdp": "Proportion of expenditure on R&D to GDP (%)",
}


@dataclass(frozen=True)
class Layout:
    """One table: where it stands, what it measures, and how its cells are called.

    Attributes
    ----------
    number : int
    title : str
        What the table shows, in our words.
    rows : dict
        Row name -> the labels under which the row is printed (or known after repair).
    columns : dict
        Column name (also the header of ``data/printed/tableN.csv``) -> the heading as printed.
    keys : tuple of str
        Names of the key columns of the long frame, in order.
    cell_keys : callable
        ``cell_keys(row, column)`` -> the values of those key columns, the last of which is the measure.
    units : dict
        Measure -> unit.
    """

    number: int
    title: str
    rows: dict
    columns: dict
    keys: tuple
    cell_keys: object
    units: dict = field(default_factory=dict)


def _one_to_one(names):
    return {name: (name,) for name in names}


def _split(column):
    measure, _, rest = column.rpartition("_")
    return measure, rest


_T1 = Layout(
    1,
    "Industrial enterprises above the designated size, by size class, 2005",
    {name: labels[:1] for name, labels in _SIZE_LABELS.items()},
    {
        "enterprises": "Number of enterprises",
        "output": "Gross industrial output value, current prices",
        "assets": "Total assets",
        "revenue": "Revenue from principal business",
        "profits": "Total profits",
        "employed": "Annual average number employed (10,000 persons)",
    },
    ("size", "measure"),
    lambda row, column: (row, column),
    {
        "enterprises": ENTERPRISES,
        "employed": TEN_THOUSAND,
        **dict.fromkeys(("output", "assets", "revenue", "profits"), HUNDRED_MILLION),
    },
)

_T2_YEARS = (1999, 2000, 2001, 2002, 2003, 2005)
_T2 = Layout(
    2,
    "Number and gross output of industrial enterprises above the designated size, by size class, 1999-2005",
    {name: labels[-1:] for name, labels in _SIZE_LABELS.items()},
    {
        f"{measure}_{year}": f"{year}: {heading}"
        for year in _T2_YEARS
        for measure, heading in (
            ("enterprises", "Number of enterprises"),
            ("output", "Gross industrial output value, current prices"),
        )
    },
    ("year", "size", "measure"),
    lambda row, column: (int(_split(column)[1]), row, _split(column)[0]),
    {"enterprises": ENTERPRISES, "output": HUNDRED_MILLION},
)

_T3 = Layout(
    3,
    "Number of industrial enterprises above the designated size, by status of registration, 1999-2005",
    {name: (label,) for name, label in _REGISTRATION_LABELS.items()},
    {str(year): str(year) for year in range(1999, 2006)},
    ("year", "registration", "measure"),
    lambda row, column: (int(column), row, "enterprises"),
    {"enterprises": ENTERPRISES},
)

_T4 = Layout(
    4,
    "Industrial enterprises above the designated size and the SMEs among them, by province, 2003",
    {name: (name, _MISSPELT.get(name, name)) for name in PROVINCES} | {"total": ("Total",)},
    {
        f"{measure}_{scope}": f"{heading}: {'SME' if scope == 'sme' else 'Total'}"
        for measure, heading in (
            ("enterprises", "No of enterprises"),
            ("employed", "Employed persons"),
            ("assets", "Total assets"),
        )
        for scope in ("all", "sme")
    },
    ("province", "scope", "measure"),
    lambda row, column: (row, _split(column)[1], _split(column)[0]),
    {"enterprises": ENTERPRISES, "employed": PERSONS, "assets": MILLION},
)

_T5 = Layout(
    5,
    "Regional shares in SMEs, their employees, assets and tax, 2005",
    {"coast": ("Coast",), "central": ("Central",), "west": ("West",), "total": ("Total",)},
    {"smes": "SMEs (%)", "employees": "Employees (%)", "assets": "Assets (%)", "tax": "Tax (%)"},
    ("region", "measure"),
    lambda row, column: (row, column),
    dict.fromkeys(("smes", "employees", "assets", "tax"), PER_CENT),
)

_T6 = Layout(
    6,
    "Funding of science and technology activities, and spending on R&D, 2001-2005",
    {name: (label,) for name, label in _FUNDING_LABELS.items()},
    {str(year): str(year) for year in range(2001, 2006)},
    ("year", "measure"),
    lambda row, column: (int(column), row),
    {name: PER_CENT if name == "rd_share_gdp" else HUNDRED_MILLION for name in _FUNDING_LABELS},
)

_T7 = Layout(
    7,
    "Budget expenditure on science and research, and its shares in GDP and in the budget, 1970-2005",
    _one_to_one([str(year) for year in range(1970, 2006)]),
    {
        "promotion": "S&T promotion funds",
        "operating": "S&R operating expenses",
        "construction": "S&R capital construction",
        "other": "Other S&R expenses",
        "total": "Total S&R expenditure",
        "share_gdp": "Share GDP (%)",
        "share_expenditure": "Share expenditure (%)",
    },
    ("year", "measure"),
    lambda row, column: (int(row), column),
    {
        name: PER_CENT if name.startswith("share") else HUNDRED_MILLION
        for name in ("promotion", "operating", "construction", "other", "total", "share_gdp", "share_expenditure")
    },
)

LAYOUTS = {layout.number: layout for layout in (_T1, _T2, _T3, _T4, _T5, _T6, _T7)}


def layout(n):
    """Return the :class:`Layout` of table ``n``, 1 to 7."""
    if isinstance(n, bool) or not isinstance(n, Integral) or n not in LAYOUTS:
        raise ValueError(f"n = {n!r} is not allowed: the paper has tables 1 to 7.")
    return LAYOUTS[n]


def row_labels(n):
    """Return the words for each row of table ``n``, by its short name, rightly spelt: for axes and legends.

    Parameters
    ----------
    n : int
        Number of the table, 1 to 7.

    Examples
    --------
    >>> row_labels(3)["share_holding"], row_labels(4)["Shaanxi"]
    ('Share-holding corporations limited', 'Shaanxi')
    """
    return {row: labels[0] for row, labels in layout(n).rows.items()}
