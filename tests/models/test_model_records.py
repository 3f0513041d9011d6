"""What holds for all answers of the models."""

import dataclasses
import inspect
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from missing_middle import models
from missing_middle.models._record import Record

f, i = np.float64, np.int64
US = {"sigma": f(4), "f": f(1), "f_x": f(0.545), "f_e": f(1), "delta": f(1), "tau": f(1.83), "n": i(1)}
LEARNING = (models.Capability(f(0.05), f(2), f(0.04), f(0.02)), models.Capability(f(0.09), f(1), f(0.03), f(0.05)))
PAIR = {"k": f(4.25), "sigma": f(4), "delta": f(1), "L": np.ones(2), "x_min": np.ones(2), "f_e": np.ones(2)}
PAIR |= {"f": np.array([[1, 0.545], [0.545, 1]]), "tau": np.array([[1, 1.83], [1.83, 1]])}
ANSWERS = {
    "classify": lambda: models.classify(f(0.3), f(0.7), f(0.6)),
    "gap_steady_state": lambda: models.gap_steady_state(f(0.05), f(2), f(0.02)),
    "gap_trajectory": lambda: models.gap_trajectory(f(0.05), f(2), f(0.02), f(1), np.array([0, 30])),
    "nelson_phelps": lambda: models.nelson_phelps(f(0.02), f(0.02)),
    "two_dimensional_steady_state": lambda: models.two_dimensional_steady_state(
        *LEARNING, f(1.5), f(0.6), f(0.5), f(0.4)
    ),
    "fast_follower_requirement": lambda: models.fast_follower_requirement(*LEARNING, f(1.5), f(0.5), f(0.4)),
    "krugman1979": lambda: models.krugman1979("log", f(1), f(1), f(1), f(10)),
    "krugman1979_general": lambda: models.krugman1979_general(
        lambda c: 1 / (1 + c), lambda c: -((1 + c) ** -2), 1, 1, 10
    ),
    "krugman1979_integration": lambda: models.krugman1979_integration("log", f(1), f(1), f(1), f(10), f(10)),
    "krugman1979_welfare": lambda: models.krugman1979_welfare("cara", f(1), f(1), f(1), f(10), f(10)),
    "krugman1980": lambda: models.krugman1980(f(2), f(1), f(5), f(1.5), f(1), f(1)),
    "home_market_effect": lambda: models.home_market_effect(f(1.2), f(5), f(1.5)),
    "acr_gains": lambda: models.acr_gains(f(0.93), f(5)),
    "measured_elasticity": lambda: models.measured_elasticity(models.lognormal(f(0), f(0.6)), **US | {"f_e": f(0.1)}),
    "melitz_symmetric": lambda: models.melitz_symmetric(models.pareto(f(4.25), f(1)), **US, L=f(1)),
    "melitz_pareto": lambda: models.melitz_pareto(models.pareto(f(4.25), f(1)), **US, L=f(1)),
    "melitz_curves": lambda: models.melitz_curves(models.pareto(f(4.25), f(1)), **US, phi=np.array([1.2, 1.3])),
    "melitz_firms": lambda: models.melitz_firms(models.pareto(f(4.25), f(1)), **US, L=f(1), phi=np.array([1.2, 3])),
    "cheaper_exporting": lambda: models.cheaper_exporting(models.pareto(f(4.25), f(1)), **US, f_x_after=f(0.5)),
    "melitz_two_country": lambda: models.melitz_two_country(**PAIR),
    "unilateral_reform": lambda: models.unilateral_reform(**PAIR, f_export=np.array([0.4, 0.5])),
    "adoption_exact": lambda: models.adoption_exact(["a", "b"], [("a", "b")], f(0.5), f(0.1), np.array([1, 2])),
    "adoption_path": lambda: models.adoption_path(["a", "b"], [("a", "b")], f(0.5), f(0.1), np.array([1, 2])),
    "cluster_size": lambda: models.cluster_size(f(2.5), f(0.3), f(1.5), f(0.08), f(0.9), f(3.2)),
    "cp_short_run": lambda: models.cp_short_run(f(0.7), f(5), f(0.4), f(1.7)),
    "cp_points": lambda: models.cp_points(f(5), f(0.4)),
    "cp_slope_symmetric": lambda: models.cp_slope_symmetric(f(5), f(0.4), f(1.7)),
    "cp_interior": lambda: models.cp_interior(f(5), f(0.4), f(1.7)),
    "tomahawk": lambda: models.tomahawk(f(5), f(0.4), np.array([1.5, 1.7])),
    "location_quotients": lambda: models.location_quotients([1, 2], [1, 2]),
    "concentration": lambda: models.concentration(np.array([1, 2, 3])),
    "theil_decomposition": lambda: models.theil_decomposition([1, 2, 3], np.array(["a", "b", "a"])),
    "relative_concentration": lambda: models.relative_concentration([1, 2], [2, 1]),
    "lorenz_curve": lambda: models.lorenz_curve([1, 2]),
    "ellison_glaeser": lambda: models.ellison_glaeser([1, 2], [2, 1], [1, 2, 3]),
    "k_density": lambda: models.k_density([(0, 0), (1, 0), (0, 3)], [0, 1], f(0.5)),
    "k_density_binned": lambda: models.k_density_binned([(0, 0), (1, 0), (0, 3)], [0, 1], None),
    "global_band": lambda: models.global_band(np.eye(5), f(0.2)),
    "local_band": lambda: models.local_band(np.eye(5), f(0.2)),
    "localization_test": lambda: models.localization_test(
        np.eye(4), np.eye(4) * 2, seed=i(1), draws=i(3), bandwidth=f(0.1)
    ),
    "knowledge": lambda: models.knowledge(["a", "b"], [("a", "b")], f(1), f(0.5), f(0.1)),
    "adoption": lambda: models.adoption(["a", "b"], [("a", "b")], f(0.5), f(0.1)),
    "cooperation": lambda: models.cooperation(f(5), f(3), f(1), f(0), f(0.5), f(4), discount=f(0.7)),
    "evans_jovanovic": lambda: models.evans_jovanovic(f(2), f(0.1), f(0.22), f(1.1), f(1.44), f(0.5)),
    "missing_middle": lambda: models.missing_middle(f(2), f(0.4), f(1), f(1.5), f(0.75), i(4), f(2), f(1)),
    "size_distribution": lambda: models.size_distribution(
        f(2), f(0.4), f(1), f(1.5), f(0.75), f(2), f(1), i(4), n=i(5)
    ),
    "dip_test": lambda: models.dip_test([1, 10, 100, 1000], [9000, 900, 90, 10]),
    "fit_classes": lambda: models.fit_classes([1, 10, 100], [90, 9, 1], "pareto"),
    "middlemen": lambda: models.middlemen(
        models.pareto(f(4.8), f(1)), f(3.8), f(1), f(1.2), f(0.5), f(2.5), f(0.2), f(1.45), f(1.25), i(3)
    ),
    "loan_market": lambda: models.loan_market(f(0.9), f(0.6), f(1.6), f(1.75), f(0.6), f(0.09), f(1), f(0.7)),
    "census": lambda: models.census("equal", i(20), i(1), f(1), f(1.1), f(0.5), f(9), f(2), f(1), f(9), f(2), f(0.1)),
    "observe_census": lambda: models.observe_census([1, 2, 3], [1.1, 1.1, 1.2], [0, 1, 1]),
    "unknown_census": lambda: models.unknown_census("A", i(20)),
    "asking": lambda: models.asking(f(0.6), f(1), f(0.8), f(0.3), f(1)),
    "pooled_borrowing": lambda: models.pooled_borrowing([1, 2], [1, 2], f(0.4), f(1.05), f(1.3)),
}
PLAIN = (float, int, bool, str, type(None), tuple, dict)


def test_every_function_that_answers_with_a_record_is_here():
    numbers_alone = {
        "barrier_seen",
        "dip_power",
        "least_visible_barrier",
        "least_visible_dip",
        "size_ratio",
        "silverman_bandwidth",
        "weight_at_limit",
    }
    arrays_alone = {
        "bank_return",
        "behind_barrier",
        "cost_of_limit",
        "cluster_payoff",
        "cp_gap_curve",
        "class_slopes",
        "held_back",
        "counterfactual",
        "distance_grid",
        "pair_distances",
    }
    others = {"Capability", "cluster_graph", "from_density", "lognormal", "origin_of", "pareto", "truncated_pareto"}
    here = set(ANSWERS) | numbers_alone | arrays_alone | others
    left_out, unknown = sorted(set(models.__all__) - here), sorted(here - set(models.__all__))
    assert not left_out, "Add a call of each to ANSWERS; a function that returns no record, to a set of this test."
    assert not unknown, "The models offer none of these: name them in _NAMES of models/__init__.py."


@pytest.mark.parametrize("name", ANSWERS)
def test_every_field_says_what_it_is_where_the_page_of_the_library_reads_it(name):
    record = type(ANSWERS[name]())
    said = re.findall(r"^    (\w+): .*#: \S", inspect.getsource(record), re.M)
    silent = [field.name for field in dataclasses.fields(record) if field.name not in said]
    assert not silent, f"Write what these fields of {record.__name__} are behind #: on their lines."


def test_the_tests_of_a_model_stand_where_the_mutants_look_for_them(monkeypatch):
    root = Path(__file__).resolve().parents[2]
    monkeypatch.syspath_prepend(root / "tests" / "mutants")
    from of_models import mutants

    sought = {path for mutant in mutants() for path in mutant.files}
    gone = sorted(path for path in sought if not (root / path).is_file())
    assert sought and not gone, "Name the file of tests so, or write its name into TESTS of tests/mutants/of_models.py."


def test_an_array_that_somebody_else_holds_stays_open():
    @dataclasses.dataclass(frozen=True)
    class Path(Record):
        t: np.ndarray

    mine = np.array([1.0, 2.0])
    with pytest.raises(ValueError, match="read-only"):
        Path(mine).t[0] = 9
    mine[0] = 3.0  # no error


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_hold_plain_numbers_or_locked_arrays(name):
    for field, value in ANSWERS[name]().asdict().items():
        if isinstance(value, np.ndarray):
            assert not value.flags.writeable, field
        else:
            assert type(value) in PLAIN, (field, type(value))
        if isinstance(value, dict):
            assert {type(entry) for entry in value.values()} == {float}


@pytest.mark.parametrize("name", ANSWERS)
def test_answers_are_frozen_and_can_be_read_by_name(name):
    answer = ANSWERS[name]()
    first = dataclasses.fields(answer)[0].name
    assert answer[first] is getattr(answer, first)
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(answer, first, 0)


def test_importing_the_models_loads_neither_charts_nor_widgets_nor_graphs():
    code = (
        "import sys, missing_middle.models;"
        "print(sorted({'matplotlib', 'anywidget', 'ipywidgets', 'networkx', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
