"""Provinces: where are the small firms, and relative to what? (Table 4, section 3.1b)"""

from functools import lru_cache

import numpy as np

from missing_middle.explorables.engine.parts import Bet, Choice, Option, Readout
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.engine.words import brief
from missing_middle.explorables.views import Axis, Lines, Series, Tiles, as_shown
from missing_middle.models import (
    concentration,
    location_quotients,
    lorenz_curve,
    relative_concentration,
    theil_decomposition,
)
from missing_middle.tables import by_province, region_of

REGIONS = ("coast", "central", "west")
COUNTED = {
    "firms": ("enterprises_sme", "small and medium firms"),
    "jobs": ("employed_sme", "jobs in SMEs"),
    "assets": ("assets_sme", "assets of SMEs"),
    "all_jobs": ("employed_all", "jobs in all firms"),
}
AGAINST = {
    "provinces": (None, "each province once"),
    "all_jobs": ("employed_all", "all jobs"),
    "jobs": ("employed_sme", "jobs in SMEs"),
}
PER_HEAD = ("assets_sme", "employed_sme")

CONTROLS = [
    Choice(
        "measure",
        "What is counted",
        start="firms",
        options={key: words for key, (_, words) in COUNTED.items()} | {"head": "assets per SME worker"},
        note="2003, firms above the designated size",
    ),
    Choice(
        "against",
        "Measured against",
        start="provinces",
        options={key: words for key, (_, words) in AGAINST.items()},
        note="has no effect on assets per worker, which already has its base",
    ),
    Choice(
        "grouping",
        "Regions",
        start="coast of eleven",
        options={
            "coast of eleven": "coast of eleven",
            "coast of twelve": "coast of twelve",
            "coast of ten": "coast of ten",
        },
        note="provinces that count as coast: the paper does not list them",
    ),
]

READOUTS = {
    "three": Readout("Guangdong, Jiangsu and Zhejiang", "% of the nation", 1),
    "three_all": Readout("The same three, jobs in SMEs", "% of all jobs in SMEs", 1),
    "three_of_all": Readout("The same three, jobs in all firms", "% of all jobs", 1),
    "gini": Readout("Gini coefficient (against a base: locational)", "", 2),
    "like": Readout("As many equal provinces would be as concentrated", "", 1),
    "theil": Readout("Theil index (against a base: relative)", "", 2),
    "inside": Readout("Share of the Theil index inside the regions", "%", 0),
    "top_value": Readout("Highest tile", "", 2),
    "bottom_value": Readout("Lowest tile", "", 2),
    "top_share": Readout("Share of the highest tile in what is counted", "% of the nation", 1),
    "correlation": Readout("Correlation of workers per SME with assets per worker, over provinces", "", 2),
    "weighted": Readout("The same, weighted by the number of SMEs", "", 2),
    "nation": Readout("Assets per worker, the nation", "thousand yuan", 0),
}


@lru_cache
def table():
    return by_province()


def frame(measure, against, grouping):
    """Values of the tiles, how unequal they are, and the Lorenz curve behind them."""
    provinces, regions = table(), region_of(grouping)
    head = measure == "head"
    column = PER_HEAD[0] if head else COUNTED[measure][0]
    base = PER_HEAD[1] if head else AGAINST[against][0]
    x, y = (None if name is None else provinces[name].to_numpy() for name in (column, base))
    shares = 100 * x / x.sum()
    values = (
        provinces["assets_per_sme_worker"].to_numpy()
        if head
        else (shares if y is None else np.asarray(location_quotients(x, y).lq))
    )
    curve, whole, split = lorenz_curve(x, y), concentration(x), theil_decomposition(x, regions.to_list())
    relative = None if y is None else relative_concentration(x, y)
    top, bottom = int(np.argmax(values)), int(np.argmin(values))
    # before rounding away: a measure held against itself is 1 in every province, and has no highest tile
    same = y is not None and not head and float(np.ptp(values)) < 1e-9
    return {
        "case": "same" if same else "head" if head else "share" if y is None else "quotient",
        "what": "assets of SMEs" if head else COUNTED[measure][1],
        "base": AGAINST[against][1],
        "top": provinces.index[top],
        "bottom": provinces.index[bottom],
        **three_provinces(x),
        "gini": whole.gini if relative is None else relative.locational_gini,
        "like": whole.equivalent_number,
        "theil": whole.theil if relative is None else relative.relative_theil,
        "inside": 100 * split.within / split.theil if relative is None else None,
        "top_text": brief(values[top]),
        "bottom_text": brief(values[bottom]),
        "top_value": values[top],
        "bottom_value": values[bottom],
        "top_share": shares[top],
        **across(),
        "shares": as_shown(shares if head else values),
        "depth": as_shown(provinces["assets_per_sme_worker"]),
        "region": np.array([REGIONS.index(region) for region in regions], float),
        "reference": 100 * curve.reference,
        "activity": 100 * curve.activity,
        "equal": 100 * curve.reference,
    }


def three_provinces(x):
    three = table().index.isin(["Guangdong", "Jiangsu", "Zhejiang"])
    share = {
        name: 100 * table().loc[three, name].sum() / table()[name].sum() for name in ("employed_sme", "employed_all")
    }
    return {
        "three": 100 * x[three].sum() / x.sum(),
        "three_all": share["employed_sme"],
        "three_of_all": share["employed_all"],
    }


@lru_cache
def across():
    """The relation over provinces that the bet is about; it is the same in every state."""
    size, depth, firms = (
        table()[name].to_numpy() for name in ("workers_per_sme", "assets_per_sme_worker", "enterprises_sme")
    )
    cov = np.cov(size, depth, aweights=firms)
    return {
        "correlation": float(np.corrcoef(size, depth)[0, 1]),
        "weighted": float(cov[0, 1] / np.sqrt(cov[0, 0] * cov[1, 1])),
        "nation": float(1000 * table()["assets_sme"].sum() / table()["employed_sme"].sum()),
    }


def places():
    return tuple((name, row.short, int(row.column), int(row.row)) for name, row in table().iterrows())


GRID = Tiles(
    title={
        "share": "Share of each province in the nation’s {what}, %",
        "quotient": "{what}: share over share of {base}",
        "head": "Assets per worker in SMEs, thousand yuan",
        "same": "Measured against itself, every province is average",
    },
    alt="A schematic grid of the 31 units of Table 4. Highest: {top}, {top_text}; lowest: {bottom}, {bottom_text}.",
    note="The units are those of the source, in a schematic and not on a map. A full frame marks the coast, a broken "
    "one the centre, a thin one the west.",
    values={"share": "shares", "quotient": "shares", "same": "shares", "head": "depth"},
    groups="region",
    places=places(),
    group_names=REGIONS,
    head=("Unit", "Region", "Value"),
)

LORENZ = Lines(
    title={
        "share": "The further below the line of equality, the more unequal",
        "quotient": "Relative to {base}",
        "head": "Assets against jobs: workers with least first",
        "same": "The curve is the line of equality",
    },
    alt="Lorenz curve: cumulative share of what is counted against that of the base, with a Gini coefficient of "
    "{gini}.",
    x=Axis("Cumulative share of the base (%)", 0, 100),
    y=Axis("Cumulative share of what is counted (%)", 0, 100),
    series=(Series("reference", "activity", "31 units"), Series("reference", "equal", "equality")),
)

SENTENCE = {
    "share": "Guangdong, Jiangsu and Zhejiang have {three}% of the {what}. A spread this unequal is like {like} "
    "equal provinces that have everything; {inside}% of the inequality lies inside coast, centre and west, "
    "not between them.",
    "quotient": "Measured against {base}, {top} stands highest, with a quotient of {top_text}, and {bottom} lowest, "
    "with {bottom_text}. A quotient is not a size: {top} has {top_share}% of the nation’s {what}.",
    "head": "For each worker, SMEs in {top} have {top_text} thousand yuan of assets, and SMEs in {bottom} have "
    "{bottom_text}. In the nation it is {nation}, which is a ratio of sums and not the mean of the tiles.",
    "same": "Measured against itself, everything is average everywhere. Choose another base.",
}

BET = Bet(
    "In the nation, larger firms own more for each worker. Do provinces with larger SMEs own more for each worker?",
    (
        Option(
            "yes, as firms do",
            "The correlation over provinces is {correlation}: a province is not a firm.",
            "tb-ecological",
        ),
        Option(
            "yes, once large provinces count for more",
            "Weighted by the number of firms the correlation is {weighted}.",
            "tb-meanratio",
        ),
        Option(
            "rather less, and the link is weak",
            "The correlation over 31 provinces is {correlation}, and {weighted} weighted by firms. What holds for size "
            "classes need not hold for places.",
        ),
    ),
    reveal={"measure": "head", "against": "jobs", "grouping": "coast of eleven"},
)

CODE = """from missing_middle.explorables.questions.provinces import frame

frame({measure}, {against}, {grouping})"""


def provinces():
    """Where are the small firms, and relative to what? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="provinces",
        question="Where are the small firms, and relative to what?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[GRID, LORENZ]],
        sentence=SENTENCE,
        bet=BET,
        code=CODE,
        transfer="Rank the states of India by their number of small firms, then by small firms for each worker. Which "
        "states change places, and which of the two lists would you show to someone who has to open an office?",
    )
