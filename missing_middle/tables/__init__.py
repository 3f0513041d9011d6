"""The seven tables of the paper, as printed and as repaired.

``printed(n)`` gives strings, ``clean(n)`` numbers with their units, ``errata()`` every repair with its
evidence.
"""

from .reading import printed
from .repairs import clean, clean_wide, errata, printed_wide

__all__ = ["clean", "clean_wide", "errata", "printed", "printed_wide"]
