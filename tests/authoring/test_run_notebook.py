"""A notebook that is run again changes where what it prints has changed, and nowhere else."""

import nbformat
import pytest
from nbclient.exceptions import CellExecutionError

from missing_middle.authoring.run_notebook import WIDGET, run


@pytest.fixture
def written(tmp_path):
    notebook = nbformat.v4.new_notebook(
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
        cells=[
            nbformat.v4.new_code_cell("import ipywidgets\nipywidgets.IntSlider()"),
            nbformat.v4.new_code_cell("print('one')\nprint('two')"),
        ],
    )
    path = tmp_path / "slider.ipynb"
    nbformat.write(notebook, path)
    return path


def test_nothing_of_the_machine_is_stored_and_a_second_run_changes_nothing(written):
    run(written)
    once = written.read_text()
    notebook = nbformat.reads(once, 4)
    assert set(notebook.metadata) == {"kernelspec"} and all(cell.metadata == {} for cell in notebook.cells)
    assert notebook.cells[1].outputs[0].text == "one\ntwo\n" and len(notebook.cells[1].outputs) == 1
    assert WIDGET in notebook.cells[0].outputs[0].data
    run(written)
    assert written.read_text() == once


def test_a_cell_that_stops_leaves_the_file_as_it_was(written):
    notebook = nbformat.read(written, 4)
    notebook.cells[1].source = "1 / 0"
    nbformat.write(notebook, written)
    before = written.read_text()
    with pytest.raises(CellExecutionError):
        run(written)
    assert written.read_text() == before
