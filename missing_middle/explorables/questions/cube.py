"""The cube: two capabilities and export orientation make eight corners. Which is a country in? (section 2.4, Figure 2)

Refutes "good on average is good enough for fast follower" and "exporters are fast followers".
"""

from missing_middle.explorables.engine.parts import Bet, Option, Readout, Slider
from missing_middle.explorables.engine.widget import Explorable
from missing_middle.explorables.views import Axis, Bar, Bars, Corner, Cube
from missing_middle.models import classify

MODES = {
    "fast_follower": "fast follower",
    "process_pioneer": "process pioneer",
    "product_pioneer": "product pioneer",
    "application_specialist": "applications specialist",
}
STRATEGIES = {"cluster": "cluster", "niche": "niche", "free_riding": "free riding"}
LEVELS = tuple(round(0.05 + 0.1 * i, 2) for i in range(10))

CONTROLS = [
    Slider("product", "Product capability", stops=LEVELS, start=0.25, digits=2, note="1 is the frontier of the world"),
    Slider("process", "Process capability", stops=LEVELS, start=0.35, digits=2, note="1 is the frontier of the world"),
    Slider("export", "Sold abroad", unit="%", stops=(10, 30, 50, 70, 90), start=30, digits=0, note="of output"),
    Slider(
        "bar",
        "High capability begins at",
        stops=(0.4, 0.5, 0.6),
        start=0.5,
        digits=1,
        note="our choice: the paper gives no number",
    ),
    Slider(
        "open_from",
        "High exports begin at",
        unit="%",
        stops=(30, 50, 70),
        start=50,
        digits=0,
        note="of output; our choice as well",
    ),
]

READOUTS = {
    "number": Readout("Number of the corner (4 for product, 2 for process, 1 for exports)", "", 0),
    "mean": Readout("Mean of the two capabilities", "", 2),
    "product_short": Readout("Product capability that is missing to be high", "hundredths", 0),
    "process_short": Readout("Process capability that is missing to be high", "hundredths", 0),
    "export_short": Readout("Export share that is missing to be high", "percentage points", 0),
    "changes": Readout("Axes that have to change on the way to the globalized fast follower", "", 0),
}


def frame(product, process, export, bar, open_from):
    """The corner, its name, and what is missing on each axis."""
    share, open_share = export / 100, open_from / 100
    place = classify(product, process, share, bar, open_share)
    short = [max(0.0, limit - at) for at, limit in ((product, bar), (process, bar), (share, open_share))]
    return {
        "case": case_of(place, product, process, bar),
        "corner": corner_name(place.mode, place.orientation),
        "strategy": STRATEGIES[place.strategy],
        "number": place.hyperquadrant,
        "mean": (product + process) / 2,
        "product_short": 100 * short[0],
        "process_short": 100 * short[1],
        "export_short": 100 * short[2],
        "changes": sum(s > 0 for s in short),
        "share": share,
        "open_share": open_share,
        "bar_product": bar,
    }


def case_of(place, product, process, bar):
    """Return which of the five stories the page tells."""
    if place.mode == "fast_follower":
        return "globalized" if place.orientation == "global" else "at home"
    if (product + process) / 2 >= bar:
        return "averaged"
    return "exporter" if place.orientation == "global" else "plain"


def corner_name(mode, orientation):
    """Return the words for a corner; the paper itself names only the one with all three high."""
    if mode == "fast_follower" and orientation == "global":
        return "globalized fast follower"
    return f"{orientation} {MODES[mode]}"


def corners():
    """The eight corners, the highest number first, with what the table says of each."""
    found = []
    for number in range(7, -1, -1):
        at = (number // 4, number // 2 % 2, number % 2)
        place = classify(*at)
        levels = ["high" if level else "low" for level in at]
        found.append(
            Corner(number, corner_name(place.mode, place.orientation), at, (*levels, STRATEGIES[place.strategy]))
        )
    return tuple(found)


CUBE = Cube(
    title={
        "globalized": "All three are high: the globalized fast follower",
        "at home": "A fast follower that sells at home",
        "averaged": "A good mean, and only one capability is high",
        "exporter": "It exports, and it is a {corner}",
        "plain": "A {corner}",
    },
    alt="A cube with three axes: product to the right, process upwards, exports inwards. The place has product "
    "{product}, process {process} and sells {export}% abroad; it lies in corner {number}, {corner}.",
    axes=("product", "process", "exports"),
    corners=corners(),
    place=("product", "process", "share"),
    thresholds=("bar_product", "bar", "open_share"),
    current="number",
    head=("Corner", "Product", "Process", "Exports", "Strategy", "The place"),
    note="The dotted line drops from the place to the floor, where process capability is zero. The tinted box is its "
    "part of the cube.",
)

SHORT = Bars(
    title={
        "globalized": "Nothing is missing",
        "at home": "Only exports are missing",
        "averaged": "Much of one capability does not make up for what the other lacks",
        "exporter": "What is missing is not exports",
        "plain": "What is missing",
    },
    alt="Missing to high: product {product_short}, process {process_short} hundredths of the frontier, exports "
    "{export_short} percentage points.",
    axis=Axis("Missing (hundredths of the frontier; points of the export share)", 0, 70),
    bars=(
        Bar("product_short", "product"),
        Bar("process_short", "process", tone=2),
        Bar("export_short", "exports", tone=1),
    ),
)

SENTENCE = {
    "globalized": "Both capabilities are {bar} or more and {export}% is sold abroad: a {corner}, with the {strategy} "
    "strategy.",
    "at home": "Both capabilities are {bar} or more, so it is a fast follower; but only {export}% is sold abroad, so "
    "it is a domestic one.",
    "averaged": "The mean of the two capabilities is {mean}, which is high; but only one of them is {bar} or more. It "
    "is a {corner}, with the {strategy} strategy.",
    "exporter": "It sells {export}% abroad, and that is all it says: its capabilities are {product} and {process}. It "
    "is a {corner}.",
    "plain": "Product {product}, process {process}, {export}% sold abroad: a {corner}, with the {strategy} strategy. "
    "On the way to the globalized fast follower, {changes} of three axes have to change.",
}

EQUATION = (
    "Each axis is tested alone: product {product} ≥ {bar}? process {process} ≥ {bar}? exports {export}% ≥ "
    "{open_from}%? Three answers, eight corners."
)

BET = Bet(
    "An industry has product capability {product}, process capability {process}, and sells {export}% of its output "
    "abroad. High begins at {bar}, and at {open_from}% for exports. Which corner?",
    (
        Option(
            "globalized fast follower, since it exports that much",
            "Exports are one axis of three. Product capability is {product}, and no export share lifts it.",
            "mo-export",
        ),
        Option(
            "globalized fast follower, since it is good on average",
            "The mean is {mean}, but both must be high, and product capability is only {product}.",
            "mo-average",
        ),
        Option("global process pioneer", "Process and exports are high, product is not: corner {number}, a {corner}."),
    ),
    reveal={"product": 0.35, "process": 0.75, "export": 70, "bar": 0.5, "open_from": 50},
)

CODE = """from missing_middle.models import classify

classify({product}, {process}, {export} / 100, {bar}, {open_from} / 100)"""


def cube():
    """Which of eight corners is a country in? Returns the :class:`Explorable`."""
    return Explorable(
        frame,
        id="cube",
        question="Which corner is it in?",
        controls=CONTROLS,
        readouts=READOUTS,
        views=[[CUBE], [SHORT]],
        sentence=SENTENCE,
        equation=EQUATION,
        bet=BET,
        code=CODE,
        transfer="Electronics assembly in Vietnam sells nearly all it makes abroad. What would you have to know about "
        "its products and its processes before you name its corner?",
    )
