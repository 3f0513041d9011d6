"""What students may import is whole: nothing in it asks for a part of the course that a sandbox has not."""

import ast

from missing_middle.grading.staging import PACKAGE, TAUGHT

ELSEWHERE = {"checks"}  # a sandbox has one of its own, which knows no answer


def imported(path):
    """The parts of the package, right below its root, that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        yield from (name.split(".")[1] for name in names if name.startswith("missing_middle."))


def test_nothing_that_is_taught_asks_for_what_no_sandbox_has():
    there = {name.removesuffix(".py") for name in TAUGHT} | ELSEWHERE
    files = [PACKAGE / name for name in TAUGHT if (PACKAGE / name).is_file()]
    files += [path for name in TAUGHT if (PACKAGE / name).is_dir() for path in (PACKAGE / name).rglob("*.py")]
    missing = {(path.name, part) for path in files for part in imported(path) if part not in there}
    assert len(files) > 50 and not missing
