"""How fast and how heavy: ``make bench``, or ``python -m benchmarks models_of_trade`` for one of the files here."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))  # what tests share, as pytest finds it
