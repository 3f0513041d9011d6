"""Item statistics against published numbers, against fractions worked by hand, and on a class drawn at random."""

import json
from fractions import Fraction

import numpy as np
import pytest

from missing_middle.checks.registry import questions_of
from missing_middle.grading.items import analyse, corrected_correlation, cronbach_alpha, facility, upper_lower
from missing_middle.grading.report import item_report

# Chatterjee and Price (1977), "Regression analysis by example": opinions of the clerks of 30 departments, the data set
# `attitude` of R. The manual of R's package `psych` (function `alpha`) prints the numbers compared below.
ATTITUDE = """
43 51 30 39 61 92 45  63 64 51 54 63 73 47  71 70 68 69 76 86 48  61 63 45 47 54 84 35  81 78 56 66 71 83 47
43 55 49 44 54 49 34  58 67 42 56 66 68 35  71 75 50 55 70 66 41  72 82 72 67 71 83 31  67 61 45 47 62 80 41
64 53 53 58 58 67 34  67 60 47 39 59 74 41  69 62 57 42 55 63 25  68 83 83 45 59 77 35  77 77 54 72 79 77 46
81 90 50 72 60 54 36  74 85 64 69 79 79 63  65 60 65 75 55 80 60  65 70 46 57 75 85 46  50 58 68 54 64 78 52
50 40 33 34 43 64 33  64 61 52 62 66 80 41  53 66 52 50 63 80 37  40 37 42 58 50 57 49  63 54 42 48 66 75 33
66 77 66 63 88 76 72  78 75 58 74 80 78 49  48 57 44 45 51 83 38  85 85 71 71 77 74 55  82 82 39 59 64 78 39
"""
PUBLISHED_ALPHA = 0.84
PUBLISHED_CORRECTED = [0.67, 0.74, 0.56, 0.71, 0.79, 0.27, 0.46]

# Six students, three questions of one point: small enough for paper.
SMALL = [[1, 1, 1], [1, 1, 0], [1, 0, 1], [1, 1, 0], [0, 0, 1], [0, 0, 0]]


def attitude():
    return np.array(ATTITUDE.split(), float).reshape(30, 7)


def test_alpha_of_the_attitude_survey_is_as_published():
    assert cronbach_alpha(attitude()) == pytest.approx(PUBLISHED_ALPHA, abs=0.005)


def test_corrected_correlations_of_the_attitude_survey_are_as_published():
    assert corrected_correlation(attitude()) == pytest.approx(PUBLISHED_CORRECTED, abs=0.0051)


def test_small_class_by_hand():
    """Totals 3 2 2 2 1 0: sum 10, squares 22, variance (22 - 100/6) / 5 = 16/15.

    Item variances: 4 of 6 right gives (4 - 16/6) / 5 = 4/15; 3 of 6 gives 3/10, twice.
    """
    assert facility(SMALL, [1, 1, 1]) == pytest.approx([2 / 3, 1 / 2, 1 / 2])
    alpha = Fraction(3, 2) * (1 - (Fraction(4, 15) + 2 * Fraction(3, 10)) / Fraction(16, 15))
    assert alpha == Fraction(9, 32)
    assert cronbach_alpha(SMALL) == pytest.approx(float(alpha))


def test_groups_of_a_third_by_hand():
    """Upper two of six: the 3, and a third of each of the three 2s. Lower two: the 1 and the 0.

    Question 1: (1 + 3/3)/2 = 1 above, 0 below. Question 2: (1 + 2/3)/2 above, 0 below.
    Question 3: (1 + 1/3)/2 above, 1/2 below.
    """
    assert upper_lower(SMALL, [1, 1, 1], share=1 / 3) == pytest.approx([1, 5 / 6, 2 / 3 - 1 / 2])


def test_order_of_the_roster_plays_no_part():
    rng = np.random.default_rng(5)
    points = rng.integers(0, 2, (40, 6))
    assert upper_lower(points, [1] * 6) == pytest.approx(upper_lower(points[::-1], [1] * 6))


def test_point_biserial_is_the_textbook_formula():
    """For right and wrong only: (mean of the others' sum if right - if wrong) / deviation, times sqrt(p q)."""
    points = np.random.default_rng(1).integers(0, 2, (50, 5)).astype(float)
    rest = points[:, 1:].sum(axis=1)
    right = points[:, 0] == 1
    p = right.mean()
    formula = (rest[right].mean() - rest[~right].mean()) / rest.std() * np.sqrt(p * (1 - p))
    assert corrected_correlation(points)[0] == pytest.approx(formula)


def test_what_does_not_exist_is_none_and_not_nan():
    everyone_right = analyse(["a", "b"], [[1, 0], [1, 1], [1, 0]], [1, 1])
    assert everyone_right[0].correlation is None and everyone_right[0].facility == 1
    assert cronbach_alpha([[1, 1]]) is None and cronbach_alpha([[1], [0]]) is None
    assert cronbach_alpha([[1, 0], [0, 1]]) is None
    assert analyse(["a"], [[1]], [1])[0].discrimination is None


@pytest.mark.parametrize("points", [[], [[]], [[float("nan")]], [1, 2]])
def test_odd_matrix_is_refused(points):
    with pytest.raises(ValueError, match="finite number for each student"):
        cronbach_alpha(points)


def synthetic_class(out, students=300, seed=7):
    """Write results of a class that never was: ability and difficulty as in a Rasch model, one common slip."""
    rng = np.random.default_rng(seed)
    questions = [question for question in questions_of("trade") if question.kind != "text"]
    hardness = np.linspace(-1.5, 1.5, len(questions))
    for number, ability in enumerate(rng.normal(size=students)):
        marks = []
        for question, hard in zip(questions, hardness, strict=True):
            right = rng.random() < 1 / (1 + np.exp(hard - ability))
            slip = None if right or not question.wrong or rng.random() < 0.5 else question.wrong[0].misconception
            marks.append(
                {
                    "id": question.id,
                    "points": question.points if right else 0,
                    "misconception": slip,
                    "outcome": "correct" if right else "misconception" if slip else "not yet",
                }
            )
        folder = out / "results" / f"synthetic{number:03}"
        folder.mkdir(parents=True)
        (folder / "trade.json").write_text(
            json.dumps({"student": folder.name, "exercise": "trade", "guard": "sandbox", "questions": marks})
        )


def test_synthetic_class_of_300_shows_what_was_put_in(tmp_path):
    synthetic_class(tmp_path)
    page = item_report(tmp_path, synthetic=True).decode()
    assert "Synthetic data" in page and "300 submissions" in page
    assert page.count("<svg") == 2 and "aria-label" in page and page.count("<script") == 1
    results = [json.loads(path.read_text()) for path in (tmp_path / "results").glob("*/*.json")]
    points = [[mark["points"] for mark in one["questions"]] for one in results]
    possible = [question.points for question in questions_of("trade") if question.kind != "text"]
    items = analyse(list("abcdefg"), points, possible)
    easy = [item.facility for item in items]
    assert easy == sorted(easy, reverse=True)  # the difficulties were put in that order
    assert all(item.discrimination > 0.2 and item.correlation > 0.15 for item in items)
    assert 0.4 < cronbach_alpha(points) < 0.8


def test_report_is_the_same_bytes_twice(tmp_path):
    synthetic_class(tmp_path, students=30)
    assert item_report(tmp_path) == item_report(tmp_path)


def test_report_without_results_says_what_to_do(tmp_path):
    with pytest.raises(ValueError, match="run missing-middle grade first"):
        item_report(tmp_path)


def test_results_of_other_questions_are_refused(tmp_path):
    synthetic_class(tmp_path, students=3)
    (path, *_) = sorted((tmp_path / "results").glob("*/*.json"))
    result = json.loads(path.read_text())
    result["questions"] = result["questions"][1:]
    path.write_text(json.dumps(result))
    with pytest.raises(ValueError, match="made with other questions than there are now: grade again"):
        item_report(tmp_path)
