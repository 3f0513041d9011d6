"""The seven tables of the paper: as printed, as repaired, and what their numbers must obey.

* ``printed(n)`` gives the printed strings, ``clean(n)`` typed numbers with units, ``clean_wide(n)`` the
  same in the printed shape; ``errata()`` lists every repair with its evidence.
* ``identities()`` and ``claims()`` are the two audits; ``coverage()`` says how much of the tables the
  first one covers.
* ``Sum``, ``Same``, ``Known``, ``PartOfWhole``, ``Bounded``, ``Ratio`` and ``SmoothPath`` over ``Cell``
  are identities that run on any table.
* ``by_province()``, ``tile_grid()``, ``region_of()`` and ``compare_groupings()`` serve charts of the
  provinces; ``over_time(n)``, ``implied_gdp()``, ``implied_budget()``, ``share_on_one_base()`` and
  ``shares_of_sizes()`` the others.
* ``flow_bounds()`` says what two counts leave open about those who came and went.
* ``own_table()`` and ``own_audit()`` read and test a table of one's own.

After a change of ``data/errata.csv`` run ``python -m missing_middle.tables.build``.
"""

from missing_middle.tables.accounting import Bounded, Cell, Known, PartOfWhole, Ratio, Same, SmoothPath, Sum
from missing_middle.tables.audit import coverage, covering, export_identities, forced_values, identities
from missing_middle.tables.economies import economy_sizes
from missing_middle.tables.flows import FlowBounds, flow_bounds
from missing_middle.tables.layout import row_labels
from missing_middle.tables.ledger import claims, of_its_own_tables, verdict_counts
from missing_middle.tables.lost_digits import assets_range
from missing_middle.tables.own import own_audit, own_table
from missing_middle.tables.paper_rules import paper_identities
from missing_middle.tables.reading import printed, read_rows, wide
from missing_middle.tables.regions import by_province, closest_grouping, compare_groupings, region_of, tile_grid
from missing_middle.tables.repairs import book, clean, clean_wide, errata, printed_wide
from missing_middle.tables.slips import share_noticed
from missing_middle.tables.views import implied_budget, implied_gdp, over_time, share_on_one_base, shares_of_sizes

__all__ = [
    "Bounded",
    "Cell",
    "FlowBounds",
    "Known",
    "PartOfWhole",
    "Ratio",
    "Same",
    "SmoothPath",
    "Sum",
    "assets_range",
    "book",
    "by_province",
    "claims",
    "clean",
    "clean_wide",
    "closest_grouping",
    "compare_groupings",
    "coverage",
    "covering",
    "economy_sizes",
    "errata",
    "export_identities",
    "flow_bounds",
    "forced_values",
    "identities",
    "implied_budget",
    "implied_gdp",
    "of_its_own_tables",
    "over_time",
    "own_audit",
    "own_table",
    "paper_identities",
    "printed",
    "printed_wide",
    "read_rows",
    "region_of",
    "row_labels",
    "share_noticed",
    "share_on_one_base",
    "shares_of_sizes",
    "tile_grid",
    "verdict_counts",
    "wide",
]
