"""What holds for all answers of the models on clusters, places, networks and credit."""

import dataclasses
import subprocess
import sys

import numpy as np
import pytest

from missing_middle import models

f, i = np.float64, np.int64
ANSWERS = {
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
    "pooled_borrowing": lambda: models.pooled_borrowing([1, 2], [1, 2], f(0.4), f(1.05), f(1.3)),
}
PLAIN = (float, int, bool, str, type(None), tuple, dict)


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
