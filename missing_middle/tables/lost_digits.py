"""What two numbers of table 4 can be, each of which has lost a digit in print."""

import pandas as pd

from missing_middle.tables.layout import PROVINCES
from missing_middle.tables.repairs import printed_wide


def assets_range():
    """Return what the total assets of Shaanxi and Xinjiang can be, without the outside number.

    Each is printed with fewer total assets than its SMEs own. One digit put back in each must make the
    column add up.

    Returns
    -------
    pandas.DataFrame
        Seven rows: ``Shaanxi`` and ``Xinjiang`` in million yuan; their sum is what the column lacks.
    """
    column = printed_wide(4)["assets_all"]
    together = column["total"] - column[list(PROVINCES)].sum() + column["Shaanxi"] + column["Xinjiang"]
    xinjiang = set(digit_put_back(int(column["Xinjiang"])))
    pairs = [(shaanxi, int(together) - shaanxi) for shaanxi in digit_put_back(int(column["Shaanxi"]))]
    return pd.DataFrame([pair for pair in pairs if pair[1] in xinjiang], columns=["Shaanxi", "Xinjiang"])


def digit_put_back(number):
    """Return every whole number from which dropping one digit leaves ``number``, in order."""
    text = str(number)
    longer = {int(text[:at] + digit + text[at:]) for at in range(len(text) + 1) for digit in "0123456789"}
    return sorted(candidate for candidate in longer if candidate != number)
