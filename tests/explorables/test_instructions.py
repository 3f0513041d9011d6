"""Every instruction can be carried out in the explorable that it is about, and shows what it promises."""

import numpy as np
import pytest
from everyone import made
from instructions import OUTCOMES, along, at, carries_out, falls, of, rises, stays, written

from missing_middle.models import Capability, two_dimensional_steady_state

# Boxes that ask for thought, and for nothing that moves
THOUGHTS = {
    "2-2-modes": "An industry has product capability of about a third of the frontier",
    "3-1-state": "A total can be right while the rows are wrong.",
}


def test_every_instruction_has_an_outcome_and_every_outcome_its_words():
    told = {(page, words) for page, words in written() if not words.startswith(THOUGHTS.get(page, "\0"))}
    assert told == set(OUTCOMES) and len(told) > 70


@pytest.mark.parametrize("instruction", written(), ids=" ".join)
def test_an_instruction_shows_what_it_promises(instruction):
    page, words = instruction
    if words.startswith(THOUGHTS.get(page, "\0")):
        return
    OUTCOMES[instruction]()


# Chapter 1 ------------------------------------------------------------------------------------------------------------


@carries_out(
    "1-question",
    "Raise the capital that the bank allows, step by step, until the workshop stands on the top of its curve. What "
    "does the interest rate do after that?",
)
def _():
    frames = along("workshop", "lam")
    top = of(frames, "case").index("free")
    assert top > 0 and rises(of(frames[:top], "profit")) and stays(of(frames[top:], "profit"))
    limited, free = (of(along("workshop", "rate", lam=lam), "k") for lam in (1.5, 8.0))
    assert stays(limited[:11]) and falls(free)  # from there on it decides how much capital is wanted


@carries_out("1-question", "Lower the ability of the owner. Is a firm that cannot borrow always held back?")
def _():
    frames = along("workshop", "theta")
    assert frames[-1]["case"] == "limited" and frames[0]["case"] == "free"
    assert frames[0]["profit"] == frames[0]["best"]


@carries_out(
    "1-question",
    "Look at census A in fine steps, then ask what the last unit of capital earns there. What made its hole?",
)
def _():
    fine = at("whose_hole", which="A", ask="fine")
    assert fine["case"] == "fine, hole" and fine["heap"] > 5 and max(fine["answer"]) > 40
    asked = at("whose_hole", which="A", ask="unit")
    assert asked["below"] > 20 > 8.1 > asked["elsewhere"]


@carries_out("1-question", "Census C has no hole. Is nobody held back in it?")
def _():
    asked = at("whose_hole", which="C", ask="unit")
    assert asked["case"] == "unit, smooth" and asked["held"] > at("whose_hole", which="A")["held"]


@carries_out("1-question", "Count fewer and fewer firms in census A. When could its hole be chance?")
def _():
    frames = along("whose_hole", "firms", which="A")
    assert frames[0]["case"] == "table, smooth" and frames[0]["chance"] > 10 > 1 > frames[1]["chance"]


@carries_out(
    "1-question",
    "In six classes count two million firms. Then let nine tenths stay below the barrier. What changes in the table?",
)
def _():
    for held in (50, 90):
        seen = at("barrier", firms=2_000_000, held=held)
        assert seen["case"] == "inside" and seen["moved"] < 1e-9 and seen["seen"] < 5


@carries_out(
    "1-question",
    "Move the barrier to $20$ and let it stop whoever wants up to five times as many, with $30$% below it. Compare six "
    "classes with seven: does a finer table always show more?",
)
def _():
    six, seven = (at("barrier", table=table, start=20, width=5, held=30)["seen"] for table in ("six", "seven"))
    assert six > 90 > 30 > seven


@carries_out("1-question", "Now put the barrier at $100$. In which of the four tables could it be seen?")
def _():
    able = [at("barrier", table=t, start=100, width=2)["least"] is not None for t in ("three", "six", "seven", "eight")]
    assert able == [False, False, False, True]


# Chapter 2 ------------------------------------------------------------------------------------------------------------

PRODUCT = Capability(a0=0.03, delta0=2.0, g=0.03, lam=0.02)
PROCESS = Capability(a0=0.04, delta0=1.5, g=0.03, lam=0.03)


def good_shares(product=PRODUCT, process=PROCESS, export=0.3, budget=0.9):
    """Shares of the budget for products, in per cent, at which both abilities are high."""
    found = []
    for share in range(1, 100):
        rest = two_dimensional_steady_state(product, process, R=budget, u_product=share / 100, export=export, chi=0.8)
        if min(rest.c_product, rest.c_process) >= 0.5:
            found.append(share)
    return found


@carries_out(
    "2-1-resources",
    "Sell more abroad: `export=0.6`. Which shares now make both abilities high, and why is selling abroad in the model "
    "at all?",
)
def _():
    assert set(good_shares()) < set(good_shares(export=0.6))


@carries_out(
    "2-1-resources",
    "Cut the budget, `R`, by a tenth, with the first export share. Is there still a share that is enough?",
)
def _():
    assert good_shares() and not good_shares(budget=0.81)


@carries_out("2-1-resources", "Give both abilities the same four numbers. What is the best split then?")
def _():
    shares = np.arange(1, 100)
    least = []
    for share in shares:
        rest = two_dimensional_steady_state(PRODUCT, PRODUCT, R=0.9, u_product=share / 100, export=0.3, chi=0.8)
        least.append(min(rest.c_product, rest.c_process))
    assert shares[np.argmax(least)] == 50


@carries_out("2-2-modes", "Start both countries left of the ridge. Where do they end, and does the start matter?")
@carries_out("catching-up", "Move both starts to the left of the ridge. **Watch** where the two paths end.")
def _():
    for start in (0.9, 1.5, 2.1):
        frame = at("modes", start=start)
        assert frame["farther"] < frame["ridge"] and frame["case"] == "together"
        assert min(frame["near_end"], frame["far_end"]) > frame["rest"] - 5  # on the way to the same place


@carries_out(
    "2-2-modes",
    "Now move them so that the ridge lies between them. Raise the own effort by one stop: what happens to the ridge?",
)
def _():
    between = at("modes", start=3.0)
    assert between["far_end"] < 1 < 60 < between["near_end"] and 3.0 < between["ridge"] < between["farther"]
    assert at("modes", start=3.0, effort=1.5)["ridge"] > between["ridge"]


@carries_out("2-2-modes", "How much openness is needed to save the farther country without any effort of its own?")
def _():
    frames = along("modes", "a", start=3.0, effort=0.0)
    saved = [frame["far_end"] > 40 for frame in frames]
    assert not saved[0] and saved[-1] and saved == sorted(saved)


@carries_out("catching-up", "Raise the own effort by one stop. **Watch** the ridge, not the resting point.")
def _():
    before, after = at("modes"), at("modes", effort=1.5)
    assert after["ridge"] > before["ridge"]


@carries_out(
    "catching-up",
    "Close the country to technology from abroad, stop by stop. **Watch** the moment at which the two crossings meet "
    "and disappear.",
)
def _():
    ridges = of(along("modes", "a"), "ridge")
    there = [ridge is not None for ridge in ridges]
    assert there == sorted(there) and not there[0] and there[-1]
    assert rises([ridge for ridge in ridges if ridge is not None])


@carries_out(
    "2-3-strategies",
    "Raise exports step by step and leave the rest. Which edge of the cube does the place move along, and which names "
    "does it pass?",
)
def _():
    frames = along("cube", "export")
    assert stays(of(frames, "product_short")) and stays(of(frames, "process_short"))
    assert len(dict.fromkeys(of(frames, "corner"))) == 2


@carries_out("2-3-strategies", "Give it a mean of one half in as many ways as you can. How many corners can it be in?")
def _():
    frames = [
        at("cube", product=one, process=other, export=export)
        for one in made("cube")._controls["product"].stops
        for other in made("cube")._controls["process"].stops
        for export in (30, 70)
        if one + other == pytest.approx(1)
    ]
    assert all(frame["mean"] == pytest.approx(0.5) for frame in frames)
    assert len(set(of(frames, "number"))) == 4  # high in products alone or in processes alone, at home or abroad


@carries_out(
    "2-3-strategies", "Move a *threshold*, and not the country. What does it mean that the country gets a new name?"
)
def _():
    place = {"product": 0.45, "process": 0.45}
    corners = of(along("cube", "bar", **place), "number")
    assert len(set(corners)) > 1
    assert len(set(of(along("cube", "open_from"), "number"))) > 1


@carries_out(
    "2-4-trade",
    "Lower the export fixed cost step by step. Watch the share of firms that export: who exports in the end?",
)
def _():
    frames = along("who_exports", "f_x", tau=1.4)
    exporting = [frame["exporters"] for frame in frames if frame["case"] != "all_export"]
    assert falls(exporting) and falls(of(along("who_exports", "f_x"), "exporters"))
    assert frames[0]["exporters"] == 100 and 2 < len(exporting) < len(frames)


@carries_out("2-4-trade", "Raise the iceberg cost as far as it goes. Which picture do you come back to?")
def _():
    assert made("who_exports").values["tau"] == made("who_exports")._controls["tau"].stops[-1]
    assert at("who_exports", tau=3.0)["case"] == "closed"


@carries_out("2-4-trade", "Make firms more alike (a larger shape). Do more of them export, or fewer?")
@carries_out("who-exports", "Change how alike firms are. **Watch** the share of exporters. Is it what you expected?")
def _():
    for tau in (1.4, 3.0):
        assert falls(of(along("who_exports", "k", tau=tau), "exporters"))


@carries_out(
    "2-4-trade",
    "Lower the export cost from the right end to the left. Which of the three charts turns, and which never does?",
)
def _():
    frames = along("red_tape", "f_x")
    turn = int(np.argmin(of(frames, "firms")))
    assert 0 < turn < len(frames) - 1  # home firms turn
    assert falls(of(frames, "gain"))  # real income never does


@carries_out("2-4-trade", "Make shipping cheaper, and go again. Where is the turn now, and why has it moved?")
def _():
    assert falls(of(along("red_tape", "tau"), "turn"))


@carries_out(
    "2-4-trade",
    "Find a cost at which there are fewer home firms *and* fewer varieties than in autarky. What does real income say "
    "there?",
)
def _():
    fewer = [frame for frame in along("red_tape", "f_x") if frame["firms"] < 100 and frame["varieties"] < 100]
    assert fewer and all(frame["gain"] > 0 for frame in fewer)


@carries_out(
    "who-exports",
    "Lower the export fixed cost from right to left. **Watch** the number of home firms, and where it turns.",
)
def _():
    firms = of(along("who_exports", "f_x", tau=1.4), "firms")
    assert 0 < int(np.argmin(firms)) < len(firms) - 1


@carries_out("who-exports", "Raise the iceberg cost. **Watch** the two cutoffs move apart, until nobody exports.")
def _():
    frames = along("who_exports", "tau")
    assert rises(of(frames, "step")) and frames[-1]["case"] == "closed"


@carries_out(
    "2-4-variety",
    "Raise the size of the partner step by step. Which of the bars falls, and are people worse off for it?",
)
@carries_out(
    "variety", "Raise the size of the partner. **Watch** home firms, and the income that would be as good: they part."
)
def _():
    frames = along("larger_market", "partner")
    assert falls(of(frames, "firms")) and rises(of(frames, "income"))


@carries_out("2-4-variety", "Set the tastes to *CES*. Which bars stop moving, and what becomes of the gain from scale?")
def _():
    frames = along("larger_market", "partner", tastes="ces")
    assert np.ptp(of(frames, "firms")) < 1e-6 and np.ptp(of(frames, "scale")) < 1e-6
    assert np.allclose(of(frames, "from_scale"), 0, atol=1e-6) and rises(of(frames, "gain"))


@carries_out("2-4-variety", "Raise the fixed labour of a firm. Does a larger market matter more now, or less?")
def _():
    assert rises(of(along("larger_market", "alpha", partner=1.0), "gain"))


@carries_out("variety", "Set the tastes to *CES*. **Watch** the two price curves.")
def _():
    frame = at("larger_market", partner=1.0, tastes="ces")
    assert frame["price"] == pytest.approx(frame["price_alone"])
    assert at("larger_market", partner=1.0)["price"] < at("larger_market", partner=1.0)["price_alone"]


@carries_out("variety", "Raise the fixed labour of a firm. **Watch** the part of the gain that comes from scale.")
def _():
    assert rises(of(along("larger_market", "alpha", partner=1.0), "from_scale"))


@carries_out("2-5-clusters", "Start with three firms, then with five. What separates the two stories?")
@carries_out("clusters", "Start with three firms, and then with five. **Watch** the arrow.")
def _():
    three, five = (at("cluster_growth", settled=firms) for firms in (3, 5))
    assert three["case"] == "dies" and three["end"] == 0 and five["end"] > 5
    assert 3 < three["least"] < 5


@carries_out(
    "2-5-clusters",
    "Lower the cost of coordination, as a good broker would. Watch *three* numbers: the best size, the critical mass, "
    "and where it ends.",
)
@carries_out("clusters", "Lower the cost of coordination. **Watch** all three sizes.")
def _():
    frames = [frame for frame in along("cluster_growth", "c", settled=7) if frame["least"] is not None]
    assert len(frames) > 3 and falls(of(frames, "best")) and falls(of(frames, "entry")) and rises(of(frames, "least"))


@carries_out(
    "2-5-clusters", "Raise what firms earn elsewhere until no cluster is worth it. At which size was the last one?"
)
@carries_out("clusters", "Raise what firms earn elsewhere. **Watch** the two sizes at the ends meet, and disappear.")
def _():
    c = made("cluster_growth")._controls["c"].stops[-1]
    frames = along("cluster_growth", "v_out", c=c)
    worth = [frame for frame in frames if frame["least"] is not None]
    assert 2 < len(worth) < len(frames) and frames[-1]["least"] is None
    assert rises(of(worth, "least")) and falls(of(worth, "entry")) and stays(of(frames, "best"))
    assert all(frame["least"] < frame["best"] < frame["entry"] for frame in worth)


@carries_out(
    "2-6-network",
    "Go from *isolated* to *network* and read three bars: the total, the average node, firm A. Which one would you "
    "show to firm A?",
)
def _():
    frame = at("network", configuration="network")
    assert stays([at("network", configuration="isolated")[bar] for bar in ("total_ratio", "mean_ratio", "firm_ratio")])
    assert frame["mean_ratio"] < frame["firm_ratio"] < frame["total_ratio"]


@carries_out(
    "2-6-network",
    "Let agents find out nothing themselves. How much of firm A's gain is left? That part is pure passing on.",
)
def _():
    every, firms = (at("network", configuration="network", own=own)["firm_ratio"] for own in ("all", "firms"))
    assert 1 < firms < every


@carries_out(
    "2-6-network",
    "Raise what is learnt over each link. Does the gain grow in step, or faster? Watch the limit in the equation.",
)
@carries_out("knowledge", "Raise what passes along each link. **Watch** how the total grows faster and faster.")
def _():
    frames = along("network", "spill", configuration="network")
    for readout in ("firm_ratio", "total"):
        assert rises(of(frames, readout)) and rises(list(np.diff(of(frames, readout))))
    assert frames[-1]["limit"] > frames[-1]["spill"]


@carries_out("2-6-network", "Leave everything open. Which of the two knows more, and by how much?")
def _():
    assert at("plan_to_cluster")["plan"] > at("plan_to_cluster")["chain"]


@carries_out(
    "2-6-network",
    "Shut the ministry. Then open it and shut the institute. For whom is each of the two arrangements dangerous?",
)
def _():
    ministry, institute = (at("plan_to_cluster", silent=office) for office in ("ministry", "institute"))
    assert ministry["plan"] < ministry["chain"] and ministry["plan"] == pytest.approx(ministry["isolated"])
    assert institute["plan"] > institute["chain"]


@carries_out(
    "2-6-network",
    "Put the ministry into the middle of the chain and shut it again. What did the chain lose that it had kept before?",
)
def _():
    end, middle = (at("plan_to_cluster", silent="ministry", place=place)["chain"] for place in ("end", "middle"))
    assert middle < end


@carries_out("knowledge", "Compare the arrangements. **Watch** the number of nodes before you compare the totals.")
def _():
    frames = along("network", "configuration")
    nodes, totals = of(frames, "nodes"), of(frames, "total")
    assert len(set(nodes)) > 1 and nodes.index(max(nodes)) == totals.index(max(totals))


@carries_out(
    "knowledge",
    "Choose the network, and let the agents find out nothing themselves. **Watch** how much of firm A's gain is left.",
)
def _():
    every, firms = (at("network", configuration="network", own=own)["firm_ratio"] for own in ("all", "firms"))
    assert 0.5 < (firms - 1) / (every - 1) < 0.6


@carries_out("2-4-trade", "Let the middleman take less and less. Which firms come to him, and from which side?")
def _():
    frames = along("middleman", "taken")[::-1]
    assert rises(of([one for one in frames if one["case"] == "used"], "indirect"))
    assert frames[-1]["home"] < frames[0]["home"] and frames[-1]["direct"] < frames[0]["direct"]  # from both sides


@carries_out(
    "2-4-trade",
    "Make exporting directly more expensive. What becomes of the share of exports that goes through middlemen?",
)
def _():
    assert rises(of(along("middleman", "f_x", taken=25), "value"))


@carries_out("2-4-trade", "Watch the two holes in all this. Does their product ever change?")
def _():
    widget = made("middleman")
    for taken in widget._controls["taken"].stops:
        for frame in along("middleman", "f_i", taken=taken) + along("middleman", "f_x", taken=taken):
            if frame["case"] == "used":
                assert abs(frame["first"] * frame["second"] - frame["ratio"]) < 1e-9


# Chapter 3 ------------------------------------------------------------------------------------------------------------


@carries_out(
    "3-0-inside", "Look at large firms. Their number falls by three quarters in a year. What happens to their output?"
)
def _():
    frame = at("sizes", whose="large")
    assert -80 < frame["across"] < -70 and abs(frame["output"]) < 20


@carries_out("3-0-inside", "Take medium and small firms together. Does the break disappear?")
def _():
    assert at("sizes", whose="sme")["case"] == at("sizes", whose="large")["case"] != at("sizes")["case"]
    assert at("sizes", whose="sme")["seam"] is not None


@carries_out("3-0-inside", "Choose an owner instead of a size. Why does the line go on?")
def _():
    for owner in ("private", "state", "collective", "limited_liability"):
        assert at("sizes", whose=owner)["case"] == "owners"


@carries_out(
    "3-1-closer",
    "Stay with random industries and the line for each distance alone. Look at one distance, then at three, then at "
    "all. **Watch** the chart of what is found.",
)
@carries_out("places", "Look at one distance, then at 33. **Watch** the lower chart.")
def _():
    flagged = of(along("localization", "looks"), "flagged")
    assert rises(flagged) and flagged[0] == pytest.approx(5, abs=1) and flagged[-1] > 15


@carries_out(
    "3-1-closer",
    "Change to the line over all distances. What does it cost? Compare industries whose plants pull one another.",
)
@carries_out("places", "Change to industries that pull one another. **Watch** what one look would miss.")
def _():
    random, pulled = (at("localization", kind=kind) for kind in ("random", "pulled"))
    assert random["flagged_all"] < 6 < random["flagged_each"]
    assert pulled["flagged_all"] < pulled["flagged_each"]  # what it costs
    assert pulled["flagged_one"] < pulled["flagged_all"]  # what one look would miss


@carries_out(
    "3-1-closer", "Take industries that keep away from one another. Is the raw concentration zero? (Open *Numbers*.)"
)
def _():
    frame = at("localization", kind="apart")
    assert frame["raw"] > 0.1 and frame["mean_raw"] > 0.1 and frame["mean_gamma"] < 0


@carries_out("places", "Go through the twelve random industries. **Watch** how different chance can look.")
def _():
    frames = along("localization", "industry")
    assert len(frames) == 12 and np.ptp(of(frames, "raw")) > 1


@carries_out(
    "3-1-places",
    "Count assets of SMEs against jobs in SMEs. Which province has the highest quotient, and how much does it own?",
)
def _():
    frame = at("provinces", measure="assets", against="jobs")
    assert frame["case"] != "share" and frame["top_value"] > 1.5 and frame["top_share"] < 10


@carries_out(
    "3-1-places",
    "Count firms, and go through the three meanings of *coast*. Does most of the inequality lie between the regions or "
    "inside them?",
)
def _():
    inside = of(along("provinces", "grouping"), "inside")
    assert len(inside) == 3 and min(inside) > 0


@carries_out("3-1-places", "Count jobs in all firms against themselves. Why is every tile the same?")
def _():
    frame = at("provinces", measure="all_jobs", against="all_jobs")
    assert frame["top_value"] == pytest.approx(1) == pytest.approx(frame["bottom_value"])


@carries_out(
    "3-1-reform",
    "Find the history in which the fewest came from elsewhere, then the one in which the most did. Does the table "
    "prefer one of them?",
)
def _():
    fewest, most = at("two_counts", moved=100, gone=0), at("two_counts", moved=0, gone=100)
    assert fewest["came"] == fewest["least"] and most["came"] == most["counted"]
    assert fewest["case"] == most["case"] == "fits"  # it does not


@carries_out(
    "3-1-reform",
    "Suppose that no firm entered an old row, and let more and more of their firms move. Where does it stop fitting, "
    "and what does the year 2002 say?",
)
def _():
    frames = along("two_counts", "moved", entered="nobody")
    cases = of(frames, "case")
    assert cases == sorted(cases, reverse=True) and set(cases) == {"fits", "entered"}
    for frame in frames:
        assert (frame["converted"] > frame["fell"]) == (frame["case"] == "entered")
    assert at("two_counts", entered="nobody", last=2002)["case"] == "refuted"


@carries_out(
    "3-1-reform",
    "Let all of those from elsewhere have been there before, too small to be counted. What does any count say against "
    "it?",
)
def _():
    none, all_of_them = at("two_counts", small=0), at("two_counts", small=100)
    assert all(none[count] == all_of_them[count] for count in ("counted", "converted", "came", "least", "most", "fell"))
    assert all_of_them["share_new"] == 0 < none["share_new"]


@carries_out(
    "3-2-constraints",
    "Let more and more firms share one bank. What becomes of the gap, and what of the group that is small by choice?",
)
@carries_out("3-2-constraints", "Find money for fewer and fewer owners. What becomes of the rate, and of the queue?")
def _():
    frames = along("rationing", "funds")[::-1]
    assert frames[0]["eager"] == 0 and rises(of(frames, "eager"))
    assert frames[0]["asked"] < frames[1]["asked"] and stays(of(frames[1:], "asked"))


@carries_out(
    "3-2-constraints",
    "With money for seventy, let a risky project bring more and more. What happens to those who were refused?",
)
def _():
    frames = along("rationing", "gamble", funds=70)
    assert frames[0]["eager"] > 0 and frames[-1]["eager"] == 0
    assert frames[-1]["dear"] > frames[-1]["asked"]  # they find money, at the higher rate


@carries_out("3-2-constraints", "Let the safe ones become few. Is there a rate at which anybody lends?")
def _():
    few = at("rationing", safe=40)
    assert few["case"] == "none" and few["market"] < 100


@carries_out("credit", "Let more firms share one bank. **Watch** the gap, and the tower at its left edge.")
def _():
    frames = along("credit_gap", "n_members")
    assert falls(of(frames, "gap")) and falls(of(frames, "stuck")) and stays(of(frames, "small"))


@carries_out("3-2-constraints", "Raise what banks lend on collateral. Is it the same as sharing the cost?")
@carries_out("credit", "Raise what banks lend on collateral. **Watch** which of the three groups grows.")
def _():
    frames = along("credit_gap", "lam")
    assert rises(of(frames, "limit")) and rises(of(frames, "small")) and falls(of(frames, "stuck"))
    assert stays(of(along("credit_gap", "n_members"), "limit"))  # sharing the cost moves the other edge


@carries_out(
    "credit", "Make a bank relationship more expensive. **Watch** whether it is the gap or the limit that moves."
)
def _():
    frames = along("credit_gap", "psi")
    assert rises(of(frames, "gap")) and stays(of(frames, "limit"))


@carries_out(
    "3-2-constraints",
    "Find two states with the same share of stuck firms. Which of the two would you rather be in, and who are you?",
)
def _():
    states = [
        frame for lam in made("credit_gap")._controls["lam"].stops for frame in along("credit_gap", "psi", lam=lam)
    ]
    near = [
        (a, b)
        for i, a in enumerate(states)
        for b in states[:i]
        if abs(a["stuck"] - b["stuck"]) < 0.1 and abs(a["limit"] - b["limit"]) > 0.2
    ]
    assert near


@carries_out("3-3-policy", "Divide by the revised GDP throughout. In which year does the share fall on every base?")
def _():
    falling = [
        year
        for year in (2001, 2002, 2003, 2004)
        if all(at("research", base=base, year=year)["change"] < 0 for base in ("printed", "revised", "old"))
    ]
    assert len(falling) == 1


@carries_out("3-3-policy", "Choose R&D instead of the budget. Why do the printed line and the revised one agree?")
@carries_out("research", "Show R&D instead of the budget. **Watch** two of the lines: why are they the same?")
def _():
    for year in (2001, 2002, 2003, 2004):
        frame = at("research", what="rd", base="revised", year=year)
        assert frame["change"] == pytest.approx(frame["printed_change"], abs=0.015)


@carries_out("3-3-policy", "Divide by the old GDP. The level moves; does the direction?")
@carries_out("research", "Divide by the old GDP. **Watch** the level, then the direction.")
def _():
    for year in (2001, 2002, 2003, 2004):
        old, revised = (at("research", base=base, year=year) for base in ("old", "revised"))
        assert old["first"] > revised["first"] and np.sign(old["change"]) == np.sign(revised["change"])


@carries_out("research", "Divide by the revised GDP in every year. **Watch** the step between 2002 and 2003.")
def _():
    printed, revised = (at("research", base=base, year=2002) for base in ("printed", "revised"))
    assert printed["change"] < 0 and printed["change"] < revised["change"]


# Chapters 4 and 5 -----------------------------------------------------------------------------------------------------


@carries_out(
    "4-outside",
    "Choose the network and lower the rate of passing on, stop by stop. Do users become few by and by, or all at once?",
)
def _():
    frames = along("adoption_and_mass", "beta", configuration="network")
    users = of(frames, "mean")
    assert users == sorted(users) and users[0] == 0 and users[-1] > 80
    assert all((frame["mean"] > 0) == (frame["beta"] > frame["threshold"]) for frame in frames)


@carries_out(
    "4-outside",
    "Keep the rate and raise how fast it is given up, as bad rules would. Which of the three clusters loses it first?",
)
def _():
    clusters = ("vertical", "horizontal", "network")
    threshold = {name: at("adoption_and_mass", configuration=name)["threshold"] for name in clusters}
    assert threshold["network"] < threshold["horizontal"] < threshold["vertical"]  # so the chain loses it first
    for name in clusters:
        assert rises(of(along("adoption_and_mass", "delta", configuration=name), "threshold"))


@carries_out(
    "4-outside",
    "Go back to the network at the rates of the bet, and look at the two paths over the years. Where do they part? "
    "Which rate keeps them together for fifty years?",
)
def _():
    frames = along("adoption_and_mass", "beta", configuration="network")
    apart = {frame["beta"]: frame["by_equation"] - frame["by_chain"] for frame in frames}
    years = frames[0]["year"]
    assert max(apart[0.18][years <= 1]) < 0.5 and min(apart[0.18][years >= 20]) > 20  # together at first, then not
    assert max(apart[0.6]) < 1.1 and max(apart[0.8]) < 1 < max(apart[0.3])


@carries_out(
    "4-outside",
    "Leave the links alone and move the users of the platform. At which number does its fate turn, and what does a "
    "better old way do to that number?",
)
def _():
    for frame in along("adoption_and_mass", "start"):
        assert (frame["end"] > 0) == (frame["begin"] > frame["mass"])
    assert rises(of(along("adoption_and_mass", "old"), "mass"))


LEVERS = [control for control in made("policy_laboratory")._controls if control != "budget"]


@carries_out(
    "5-0-opportunities",
    "Pull one lever to the end, look, and push it back. Does any of the eight reach the corner of the paper alone?",
)
def _():
    assert len(LEVERS) == 8
    assert all(at("policy_laboratory", **{lever: 1.0})["octant"] != 7 for lever in LEVERS)


@carries_out("policy-laboratory", "Pull each of the eight levers alone. *Watch:* does any of them change the corner?")
def _():
    start = at("policy_laboratory")["octant"]
    assert {at("policy_laboratory", **{lever: 1.0})["octant"] for lever in LEVERS} >= {start}


@carries_out("5-0-opportunities", "Pull *tax incentive* alone, then *benchmarking* alone, then both.")
@carries_out(
    "policy-laboratory",
    "Pull *tax incentive*, then *benchmarking*, then both. *Watch:* the patience that cooperation needs, and the "
    "patience that firms have.",
)
def _():
    one, other = at("policy_laboratory", tax_incentive=1.0), at("policy_laboratory", benchmarking=1.0)
    both = at("policy_laboratory", tax_incentive=1.0, benchmarking=1.0)
    assert both["patience"] < min(one["patience"], other["patience"])
    assert both["cooperates"] != one["cooperates"] and one["cooperates"] == other["cooperates"]


def without(lever):
    return at("policy_laboratory", **{one: 1.0 for one in LEVERS if one != lever})


@carries_out(
    "5-0-opportunities",
    "Pull all eight, then take one back at a time. Which two does the corner depend on? What do all eight cost?",
)
def _():
    assert without(None)["octant"] == 7 and without(None)["cost"] == 21
    assert len([lever for lever in LEVERS if without(lever)["octant"] != 7]) == 2


@carries_out(
    "policy-laboratory",
    "Pull all eight, then push *licences* back. *Watch:* which axis falls below its border, and how many "
    "points you save.",
)
def _():
    frame = without("licensing")
    below = [axis for axis in ("product_of", "process_of", "exported_of") if frame[axis] < 100]
    assert len(below) == 1 and without(None)[below[0]] > 100
    assert without(None)["cost"] - frame["cost"] == 4


@carries_out(
    "5-0-opportunities",
    "Move the last control from a budget of $8$ to one of $11$ and read both numbers in the title of the last chart.",
)
def _():
    poor, rich = along("policy_laboratory", "budget")
    assert (poor["budget"], rich["budget"]) == (8, 11)
    assert poor["c_now"] < poor["d_now"] and rich["c_now"] > rich["d_now"]  # the order turns at the assumed numbers,
    assert max(poor["ahead"], rich["ahead"]) < 500  # and not in the draws


@carries_out(
    "5-2-cooperation", "Raise the grant until joining is free. Which of the two lines moves, and which does not?"
)
def _():
    frames = along("cooperation_game", "lump")
    assert rises(of(frames, "join")[:3]) and stays(of(frames, "stay"))


@carries_out(
    "5-2-cooperation",
    "Choose *joining is expensive* above, set patience to $0.5$, and try again. Now how large must the grant be?",
)
def _():
    frames = along("cooperation_game", "lump", obstacle="joining", patience=0.5)
    needed = frames[0]["grant"]
    assert needed == pytest.approx(1.4)
    assert [frame["join"] > -1e-9 for frame in frames] == [frame["lump"] > needed - 1e-9 for frame in frames]


@carries_out(
    "5-2-cooperation",
    "Go back to *cheating tempts*, without a grant, and set patience to $0.5$. Pay the least incentive that is enough. "
    "Now lower awareness to $0.7$. Is it still?",
)
def _():
    enough = next(frame for frame in along("cooperation_game", "s", patience=0.5) if frame["stay"] >= 0)
    assert enough["s"] > 0 and at("cooperation_game", patience=0.5, s=enough["s"], theta=0.7)["stay"] < 0
