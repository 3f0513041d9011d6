"""Notebooks run again when what they use has changed."""

from types import SimpleNamespace

import pytest
from house import cache
from jupyter_cache import get_cache


@pytest.fixture
def course(tmp_path):
    for name in ("missing_middle/models/a.py", "data/t.csv", "README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("1")
    return tmp_path


@pytest.mark.parametrize(
    "name",
    [
        "missing_middle/models/a.py",
        "data/t.csv",
        "data/new.csv",
        "benchmarks/results/speed.csv",
        "tests/site/test_a.py",
    ],
)
def test_an_edit_to_what_cells_read_gives_a_new_key(course, name):
    before = cache.fingerprint(course, {"numpy==2"})
    (course / name).parent.mkdir(parents=True, exist_ok=True)
    (course / name).write_text("2")
    assert cache.fingerprint(course, {"numpy==2"}) != before


def test_another_version_of_a_library_gives_a_new_key(course):
    assert cache.fingerprint(course, {"numpy==2"}) != cache.fingerprint(course, {"numpy==3"})


def test_prose_and_compiled_files_do_not(course):
    before = cache.fingerprint(course, {"numpy==2"})
    (course / "README.md").write_text("2")
    (course / "missing_middle" / "__pycache__").mkdir()
    (course / "missing_middle" / "__pycache__" / "a.pyc").write_text("2")
    assert cache.fingerprint(course, {"numpy==2"}) == before


def test_caches_of_earlier_states_are_deleted(course):
    app, config = SimpleNamespace(srcdir=course), SimpleNamespace()
    cache.name_cache(app, config)
    first = config.nb_execution_cache_path
    (course / "data" / "t.csv").write_text("2")
    cache.name_cache(app, config)
    assert config.nb_execution_cache_path != first
    assert [str(f) for f in (course / ".jupyter_cache").iterdir()] == [config.nb_execution_cache_path]


def test_pool_ran_the_notebook_before_the_page_was_read(sample_site):
    folders = list((sample_site.parents[1] / ".jupyter_cache").iterdir())
    assert len(folders) == 1
    cache = get_cache(str(folders[0]))
    assert len(cache.list_cache_records()) == 1  # of four pages one has code
    assert cache.list_project_records() == []  # MyST-NB lists a notebook here before it runs one itself
