"""What PySAL's ``inequality`` says of some spreads, kept in ``second_opinion.json``, so that tests need not install it.

It brings 190 MB with it. To ask it again: ``pip install inequality==1.1.2``, then run this file.
"""

import json
import random
from pathlib import Path

KEPT = Path(__file__).with_name("second_opinion.json")
CASES = 40


def spreads():
    """Yield amounts over ten powers of ten, and the groups of those who hold them."""
    draw = random.Random(1967)  # the year of Theil's book
    for _ in range(CASES):
        n = draw.randint(2, 12)
        yield ([float(f"{10 ** draw.uniform(-3, 6):.6g}") for _ in range(n)], [draw.choice("abc") for _ in range(n)])


def opinions():
    """Return the cases with what the other library says of each."""
    import numpy as np
    from inequality.gini import Gini
    from inequality.theil import Theil, TheilD

    found = []
    for amounts, groups in spreads():
        parts = TheilD(np.array(amounts), np.array(groups))
        found.append(
            {
                "amounts": amounts,
                "groups": "".join(groups),
                "gini": float(Gini(amounts).g),
                "theil": float(Theil(np.array(amounts)).T),
                "between": float(np.ravel(parts.bg)[0]),
                "within": float(np.ravel(parts.wg)[0]),
            }
        )
    return found


if __name__ == "__main__":
    from importlib.metadata import version

    by = json.dumps(f"inequality {version('inequality')}, numpy {version('numpy')}")
    cases = ",\n".join(json.dumps(one) for one in opinions())
    KEPT.write_text(f'{{"by": {by}, "cases": [\n{cases}\n]}}\n', encoding="utf8")
