"""The table laboratory: the page judges as Python does, and every repair teaches what its words say."""

import json
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from interpreter import Interpreter

from missing_middle.explorables.questions.forensics import BET, forensics, spec_of
from missing_middle.explorables.questions.puzzles import Reply, puzzles
from missing_middle.tables import Cell, book, paper_identities
from missing_middle.tables.accounting import Form

PUZZLES = {one.id: one for one in puzzles()}
EACH = pytest.mark.parametrize("puzzle", PUZZLES.values(), ids=PUZZLES)


@pytest.fixture(scope="module")
def js():
    return Interpreter("identities.js")


def call(js, name, *given):
    return json.loads(js.eval(f"JSON.stringify({name}({', '.join(json.dumps(g) for g in given)}) ?? null)"))


def on_the_page(js, puzzle, reply):
    """The outcome of every identity on the page after a repair: id -> True, False or None."""
    spec = json.dumps(spec_of(puzzle))
    move, values = json.dumps(reply.move), json.dumps(reply.values)
    state = f"{{...afterMove({spec}, begin({spec}), {move}), values: {values}, outside: true}}"
    return {one["id"]: one["ok"] for one in json.loads(js.eval(f"JSON.stringify(results({spec}, {state}))"))}


def flat(form):
    terms = [[f"{term['table']}|{term['row']}|{term['column']}", term["coefficient"]] for term in form["terms"]]
    return form | {"terms": terms}


# One generic evaluator ------------------------------------------------------------------------------------------------


def test_the_page_judges_every_identity_of_the_paper_as_python_does(js):
    js.eval("const tell = (found) => found.map(({ ok, gap }) => [ok, gap]);")
    for repaired in (False, True):
        tables = book(repaired)
        values = {
            f"{n}|{row}|{column}": None if math.isnan(frame.at[row, column]) else frame.at[row, column]
            for n, frame in tables.items()
            for row in frame.index
            for column in frame.columns
        }
        exported = {key: [flat(form) for form in one.export()["forms"]] for key, one in paper_identities().items()}
        js.eval(f"var values = {json.dumps(values)}; var all = {json.dumps(exported)};")
        told = json.loads(js.eval("JSON.stringify(tell(Object.values(all).map((forms) => check({ forms }, values))))"))
        assert len(told) == len(exported) > 600
        for (key, identity), (ok, gap) in zip(paper_identities().items(), told, strict=True):
            expected = identity.check(tables)
            assert ok is expected.ok, key
            if gap is not None:
                assert gap == pytest.approx(expected.residual, abs=1e-6, rel=1e-9), key


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.floats(0.001, 1e6), st.sampled_from([-1.0, 1.0, 0.5])), min_size=1, max_size=8),
    st.booleans(),
    st.floats(-5, 5),
    st.floats(0, 3),
)
def test_the_page_judges_any_form_as_python_does(js, terms, log, constant, half):
    form = Form(tuple((Cell(str(i), "x"), weight) for i, (_, weight) in enumerate(terms)), -half, half, log, constant)
    gap, ok = form.test(pd.DataFrame({"x": [value for value, _ in terms]}, index=[str(i) for i in range(len(terms))]))
    plain = {
        "terms": [[str(i), weight] for i, (_, weight) in enumerate(terms)],
        "low": -half,
        "high": half,
        "log": log,
        "constant": constant,
    }
    told = call(js, "judge", plain, {str(i): value for i, (value, _) in enumerate(terms)})
    assert told["gap"] == pytest.approx(gap, rel=1e-9, abs=1e-9)
    if abs(abs(gap) - (0 if log else half)) > 1e-6:
        assert told["ok"] is ok


def test_an_empty_cell_leaves_a_check_open_and_a_zero_has_no_logarithm(js):
    form = {"terms": [["a", 1], ["b", -1]], "low": 0, "high": 1, "log": False, "constant": 0}
    assert call(js, "judge", form, {"a": 1}) == {"ok": None, "gap": None}
    assert call(js, "judge", form | {"log": True}, {"a": 0, "b": 1})["ok"] is False


@pytest.mark.parametrize("numbers", [[1e16, 1.0, -1e16], [0.1] * 10, [1.0, 1e100, 1.0, -1e100], []])
def test_the_page_adds_without_losing_small_numbers(js, numbers):
    assert call(js, "add", numbers) == math.fsum(numbers)


@pytest.mark.parametrize(
    "text, value",
    [
        ("91264.36", 91264.36),
        ("91,264.36", 91264.36),
        ("91 264.36", 91264.36),
        (" 5 ", 5),
        ("-3", None),
        ("", None),
        ("1,2", 1.2),
        ("many", None),
        ("0", None),
    ],
)
def test_a_typed_number_is_read_or_refused(js, text, value):
    assert call(js, "read", text) == value


# The puzzles ----------------------------------------------------------------------------------------------------------


@EACH
def test_page_and_python_agree_on_every_repair(js, puzzle):
    for reply in puzzle.replies:
        assert on_the_page(js, puzzle, reply) == puzzle.check(reply.values, reply.move, outside=True)


@EACH
def test_every_coefficient_reaches_the_page(puzzle):
    for told, identity in zip(spec_of(puzzle)["identities"], puzzle.identities.values(), strict=True):
        forms = [[[f"{cell.row}|{cell.column}", weight] for cell, weight in form.terms] for form in identity.forms()]
        assert [form["terms"] for form in told["forms"]] == forms


@EACH
@settings(max_examples=60)
@given(data=st.data())
def test_page_and_python_agree_on_whatever_is_typed(js, puzzle, data):
    """Also into cells that are printed empty, and in states that no reply is for."""
    lines = [line for line in puzzle.lines if not line.fixed]
    cells = [f"{line.key}|{column}" for line in lines for column, *_ in line.cells]
    there = {value for line in lines for _, _, value in line.cells if value and value > 0} | {*puzzle.known().values()}
    plausible = st.sampled_from(sorted(there)).flatmap(lambda value: st.floats(value / 3, 3 * value))
    every = data.draw(st.booleans())
    typed = {cell: data.draw(st.floats(0.1, 1e5) | plausible) for cell in cells if every or data.draw(st.booleans())}
    move = data.draw(st.sampled_from(["", *(move.id for move in puzzle.moves)]))
    assert on_the_page(js, puzzle, Reply("", typed, move)) == puzzle.check(typed, move, outside=True)


@EACH
def test_what_is_shown_is_what_is_computed_with(puzzle):
    for line in puzzle.lines:
        for _column, text, value in line.cells:
            assert value is None or math.isnan(value) or float(text.replace(",", "")) == value


@EACH
def test_something_fails_or_cannot_be_tested_before_any_repair(puzzle):
    assert not all(puzzle.check().values())


@EACH
def test_a_wrong_repair_satisfies_one_check_and_fails_another(puzzle):
    tempting = [reply for reply in puzzle.replies if reply.role == "tempting"]
    assert tempting
    for reply in tempting:
        outside = bool(reply.outside)
        before, after = puzzle.check(outside=outside), puzzle.check(reply.values, reply.move, outside)
        assert any(after[key] and not before[key] for key in after), reply.says
        assert False in after.values(), reply.says


@EACH
def test_the_right_repair_settles_everything_the_yearbook_included(puzzle):
    right = [reply for reply in puzzle.replies if reply.role == "right"]
    for reply in right:
        assert False not in puzzle.check(reply.values, reply.move, outside=True).values()
    assert bool(right) == (puzzle.id != "nowhere")


def test_four_repairs_settle_the_sum_that_misses_its_total_by_ten_and_nothing_tells_them_apart():
    puzzle = PUZZLES["nowhere"]
    possible = [reply for reply in puzzle.replies if reply.role == "possible"]
    outcomes = [puzzle.check(reply.values) for reply in possible]
    assert len(possible) == 4 and all(one == outcomes[0] for one in outcomes)
    assert outcomes[0]["I1-004"] is True and puzzle.check()["I1-004"] is False


def test_two_provinces_cannot_be_repaired_from_the_paper_alone():
    puzzle = PUZZLES["two-unknowns"]
    possible = next(reply for reply in puzzle.replies if reply.role == "possible")
    right = next(reply for reply in puzzle.replies if reply.role == "right")
    for reply in (possible, right):
        assert all(puzzle.check(reply.values).values())
    assert puzzle.check()["I4-005"] is False and puzzle.check(puzzle.replies[0].values)["I4-005"] is True  # adds up
    assert possible.values != right.values
    assert False in puzzle.check(possible.values, outside=True).values()


def test_sums_do_not_know_which_type_is_which_and_the_text_does():
    puzzle = PUZZLES["slipped-labels"]
    after = puzzle.check(move="ends")
    sums = [key for key in after if key.startswith("I3")]
    assert len(sums) == 4 and all(after[key] for key in sums)
    assert after["text-private"] is False and after["text-state"] is False


def test_what_pleases_the_paper_alone_is_met_again_with_the_yearbook():
    replies = PUZZLES["two-unknowns"].replies
    alone, beside = (next(r for r in replies if r.outside is outside) for outside in (False, True))
    assert alone.values == beside.values and (alone.role, beside.role) == ("possible", "tempting")


def test_a_number_that_was_right_is_repaired_by_another_first_digit():
    puzzle = PUZZLES["redrawn-classes"]
    ((cell, value),) = next(reply for reply in puzzle.replies if reply.role == "tempting").values.items()
    key, column = cell.split("|")
    line = next(line for line in puzzle.lines if line.key == key)
    before, after = (
        next(value for name, _, value in line.cells if name == f"enterprises_{year}") for year in (2002, 2003)
    )
    assert column == "enterprises_2003" and str(int(value))[1:] == str(int(after))[1:] and value != after
    assert abs(value / before - 1) < 0.1 < abs(after / before - 1)


def test_half_of_the_right_repair_is_the_one_that_tempts():
    replies = PUZZLES["blind-sum"].replies
    right, tempting = (next(r.values for r in replies if r.role == role) for role in ("right", "tempting"))
    assert tempting.items() < right.items()


def test_the_bet_is_won_by_who_does_not_trust_a_sum():
    """Puzzle 6 holds in every sum and is wrong, and its printed total is not too small."""
    puzzle, said = PUZZLES["blind-sum"], {option["id"]: option["right"] for option in BET["options"]}
    assert said == {"tb-adds": False, "tb-totalmax": False, "right": True}
    sums = [ok for key, ok in puzzle.check().items() if puzzle.identities[key].is_equation]
    assert sums and all(sums) and not all(puzzle.check().values())


def test_without_the_comparison_nothing_fails_and_the_sums_stay_tested():
    after = PUZZLES["redrawn-classes"].check(move="break", outside=True)
    assert False not in after.values() and sum(ok is True for ok in after.values()) >= 4


def test_one_half_of_a_swap_repaired_breaks_the_sum_that_held():
    puzzle = PUZZLES["blind-sum"]
    assert puzzle.check()["I2-011"] is True
    assert puzzle.check({"medium|output_2001": 12542.41})["I2-011"] is False


@EACH
def test_a_reply_is_found_by_its_state_and_by_no_other(js, puzzle):
    spec = spec_of(puzzle)
    for reply in puzzle.replies:
        state = {"values": reply.values, "move": reply.move, "outside": bool(reply.outside)}
        assert call(js, "reply", spec, state)["says"] == reply.says
    assert call(js, "reply", spec, {"values": {"nobody|1999": 1.0}, "move": "", "outside": False}) is None


# The page -------------------------------------------------------------------------------------------------------------


def test_the_widget_says_what_it_is_and_has_a_still():
    widget = forensics()
    data, *_ = widget._repr_mimebundle_()
    assert data["text/plain"] == repr(widget) == "Laboratory forensics: Which number do you believe least?"
    assert "1264.36" in data["text/html"] and "fails" in data["text/html"]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    from pages import write_page

    return write_page(tmp_path_factory.mktemp("forensics") / "page.html", forensics())


@pytest.fixture
def page(browser, address):
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    problems = []
    page.on("console", lambda message: problems.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto(address)
    page.wait_for_selector(".xp-lab table button")
    yield page
    assert problems == []
    page.close()


@pytest.mark.browser
def test_a_table_is_repaired_by_keyboard_alone(page):
    page.get_by_role("button", name="Skip").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "SELECT"
    cell = page.get_by_role("button", name="Large, Output: 1264.36, in a check that fails")
    while page.evaluate("document.activeElement.dataset.cell") != "large|output":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert cell.get_attribute("aria-pressed") == "true"
    page.keyboard.type("91,264.36")
    page.keyboard.press("Enter")
    says = page.locator("[data-says]").inner_text()
    assert says.startswith("Nothing fails any more") and "The first digit was lost" in says
    assert page.locator(".xp-fails").count() == 0


@pytest.mark.browser
def test_every_heading_stands_over_its_column_in_a_page_with_sorted_names(page):
    page.get_by_role("button", name="Skip").click()
    for number, puzzle in enumerate(PUZZLES.values()):
        page.get_by_label("Puzzle").select_option(str(number))
        heads = page.locator("[data-table] thead th").all_inner_texts()
        columns = (
            page.locator("[data-table] tbody tr")
            .first.locator("button")
            .evaluate_all("(buttons) => buttons.map((button) => button.dataset.cell.split('|')[1])")
        )
        assert heads == [puzzle.columns[column] for column in columns] == list(puzzle.columns.values())


@pytest.mark.browser
def test_the_tables_stay_shut_until_the_bet_is_placed(page):
    assert page.locator("[data-body] :is(button, select):enabled").count() == 0
    assert page.locator("[data-table]").is_visible()  # to be read before it can be mended
    page.get_by_label("none").check()
    page.get_by_label("Because").fill("a sum is a sum")
    page.get_by_role("button", name="Place the bet").click()
    assert "Not so" in page.locator(".xp-verdict").text_content()
    assert page.locator("[data-body] :is(button, select):disabled").count() == 0


@pytest.mark.browser
def test_labels_move_and_a_comparison_can_be_given_up(page):
    page.get_by_role("button", name="Skip").click()
    page.get_by_label("Puzzle").select_option(label="4. Right numbers, wrong labels")
    page.get_by_label("Or leave the numbers and").select_option("up")
    assert "labels had slipped by one line" in page.locator("[data-says]").inner_text()
    assert page.locator("[data-table] tbody tr").nth(1).locator("th").inner_text() == "Domestically funded"
    page.get_by_label("Puzzle").select_option(label="5. A definition that changed")
    page.get_by_label("Or leave the numbers and").select_option("break")
    assert page.locator(".xp-fails").count() == 0 and page.locator(".xp-open").count() > 0


@pytest.mark.browser
def test_what_cannot_be_known_is_said_and_the_yearbook_changes_it(page):
    page.get_by_role("button", name="Skip").click()
    page.get_by_label("Puzzle").select_option("1")
    page.get_by_role("button", name="It cannot be known").click()
    assert "one equation and two unknowns" in page.locator("[data-says]").inner_text()
    page.get_by_role("button", name="Bring in the yearbook").click()
    page.get_by_role("button", name="It cannot be known").click()
    assert page.locator("[data-says]").inner_text().startswith("With the yearbook it can")


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_laboratory_is_accessible_and_fits(browser, tmp_path, axe, width, theme):
    from pages import write_page

    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(write_page(tmp_path / "page.html", forensics(), attributes=f' data-theme="{theme}"'))
    page.wait_for_selector(".xp-lab table button")
    page.get_by_role("button", name="Skip").click()
    page.evaluate(axe)
    for number in range(len(PUZZLES)):
        page.get_by_label("Puzzle").select_option(str(number))
        page.locator("[data-cell]").first.click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        found = page.evaluate("axe.run('.xp', { preload: false })")["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    page.close()
