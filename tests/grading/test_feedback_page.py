"""The page that goes back to a student: whose it is, what it was to show, and where a hint leads."""

import re

import pytest
from docutils.nodes import make_id
from outcome import graded_folder, result_of

from missing_middle.checks.bank.entry import Place
from missing_middle.checks.misconceptions import MISCONCEPTIONS
from missing_middle.checks.registry import question_of
from missing_middle.grading import final
from missing_middle.grading.elsewhere import anchor, seen_at
from missing_middle.grading.feedback import feedback_page
from missing_middle.grading.report import item_report

WHO = Place('section 2.4b, "Who exports?"', "book/2-4-trade.md", "Who exports?")
PLACES = {place for belief in MISCONCEPTIONS.values() for place in belief.places}


def with_belief(belief="mz-noexit"):
    """A result whose first answer is explained by a belief, in the words that a notebook says."""
    result = result_of("ada")
    wrong = next(one for one in question_of("trade-q1").wrong)
    words = wrong.said_back() if belief is None else MISCONCEPTIONS[belief].look_again()
    result["questions"][0] |= {"outcome": "misconception", "misconception": belief, "words": words, "points": 0}
    return result


def test_page_names_the_student_as_the_roster_does(tmp_path):
    out = graded_folder(tmp_path, [result_of("ada"), result_of("bob")], [["ada", "Ada <Lovelace>"], ["bob", ""]])
    pages = {name: (out / "feedback" / name / "trade.html").read_text() for name in ("ada", "bob")}
    assert "<p>Ada &lt;Lovelace&gt; (ada): " in pages["ada"] and "<p>bob: " in pages["bob"]
    assert "Ada" not in pages["bob"] and "Bob" not in pages["ada"]
    assert "ada (ada)" not in feedback_page(result_of("ada"), "ada").decode()


def test_each_objective_stands_with_its_points():
    result = result_of("ada", wrong=["trade-q2"])
    result["questions"][2] |= {
        "excused": True,
        "hand": {"points": "excused", "comment": "Ill.", "by": "", "instead_of": 4},
    }
    page = feedback_page(result).decode()
    rows = re.findall(r"<tr><td>(.*?)</td><td class=\"points\">(.*?)</td></tr>", page)
    titles = [question_of(mark["id"]).objective for mark in result["questions"]]
    assert [row[0][1:] for row in rows] == [words[1:] for words in titles] and rows[0][0][0].isupper()
    by_id = dict(zip([mark["id"] for mark in result["questions"]], (row[1] for row in rows), strict=True))
    assert by_id["trade-q1"] == "2 of 2." and by_id["trade-q2"] == "0 of 2." and by_id["trade-q3"] == "Excused"
    assert by_id["trade-q8"] == "Up to 3: a person reads this."


@pytest.mark.parametrize(
    "config, address",
    [
        (
            'html:\n  baseurl: "https://uni.example/middle/"\n',
            "https://uni.example/middle/book/2-4-trade.html#who-exports",
        ),
        (
            'house_repository: "https://github.com/A/B.git"\nhouse_branch: spring/26\n',
            "https://github.com/A/B/blob/spring%2F26/book/2-4-trade.md#who-exports",
        ),
        ('baseurl: "https://uni.example"\nhouse_repository: "https://github.com/A/B"\n', "https://uni.example/book/"),
        ('house_repository: ""\n', ""),
        ('baseurl: "javascript:alert(1)"\n', ""),
    ],
)
def test_hint_leads_where_the_course_is_published(tmp_path, monkeypatch, config, address):
    (tmp_path / "_config.yml").write_text(config)
    (tmp_path / "exercises").mkdir()
    assert seen_at(tmp_path)(WHO).startswith(address) and bool(seen_at(tmp_path)(WHO)) == bool(address)
    monkeypatch.setattr(final, "folder", tmp_path.joinpath)
    out = graded_folder(tmp_path / "out", [with_belief()])
    page = (out / "feedback" / "ada" / "trade.html").read_text()
    links = re.findall(r'<a href="([^"]*)">([^<]*)</a>', page)
    names = [place.name.replace('"', "&quot;") for place in MISCONCEPTIONS["mz-noexit"].places]
    assert [words for _, words in links] == (names if address else [])
    assert all(link.startswith(address.partition("/book/")[0]) for link, _ in links)
    assert all(name in page for name in names)
    assert "Ada" not in item_report(out).decode().replace("Name of ada", "")


def test_what_a_person_wrote_is_no_link():
    result = with_belief()
    result["questions"][0]["hand"] = {"points": 1, "comment": WHO.name, "by": "", "instead_of": 0}
    assert "<a " not in feedback_page(result, address=lambda place: "https://uni.example").decode()


@pytest.mark.parametrize("heading", sorted({place.heading for place in PLACES} - {""}))
def test_address_of_a_heading_is_that_of_the_built_page(heading):
    assert anchor(heading) == make_id(heading)
