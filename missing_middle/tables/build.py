"""Writes what is derived in ``data/``: the clean tables, the identities, the statements, and the descriptor.

    python -m missing_middle.tables.build            writes what has changed
    python -m missing_middle.tables.build --check    says what would change, and fails if anything would

``data/printed/`` and ``data/errata.csv`` are the sources and are never written here.
"""

import hashlib
import json
import sys

from missing_middle.tables.audit import identities
from missing_middle.tables.claim import DECIDERS, VERDICTS, WHOSE
from missing_middle.tables.layout import LAYOUTS
from missing_middle.tables.ledger import claims
from missing_middle.tables.reading import data_folder
from missing_middle.tables.repairs import CONFIDENCES, ERRATA_COLUMNS, KINDS, clean

PAPER = (
    "T. Kanamori, J. J. Lim and T. Yang, China's SME Development Strategies in the Context of a National "
    "Innovation System, 8 October 2007 (first released as ADBI Discussion Paper 55)"
)
_STATES = ("printed", "moved", "repaired", "open", "missing")
_NOT_EMPTY = {"constraints": {"required": True}}


def _csv(frame, digits):
    return frame.to_csv(index=False, lineterminator="\n", float_format=f"%.{digits}g")


def derived_tables():
    """Return the text of every derived CSV file, by its path in ``data/``."""
    files = {f"clean/table{n}.csv": _csv(clean(n), 12) for n in LAYOUTS}
    return files | {"identities.csv": _csv(identities(), 8), "claims.csv": _csv(claims(), 8)}


def _field(name, kind="string", **more):
    return {"name": name, "type": kind, **more}


def _one_of(name, allowed, **more):
    return _field(name, constraints={"required": True, "enum": list(allowed)}, **more)


def _printed_schema(n):
    columns = [
        _field(column, title=heading, description=f"As printed. Unit: {_units_of(n, column)}.")
        for column, heading in LAYOUTS[n].columns.items()
    ]
    return {
        "fields": [
            _field(
                "line",
                "integer",
                description="Position in the table; ours.",
                constraints={"required": True, "unique": True, "minimum": 1},
            ),
            _field("label", description="Printed row label; empty where none is printed."),
            *columns,
        ],
        "primaryKey": ["line"],
        "missingValues": [""],
    }


def _units_of(n, column):
    layout = LAYOUTS[n]
    measures = {layout.cell_keys(row, column)[-1] for row in layout.rows}
    return ", ".join(sorted({layout.units[measure] for measure in measures}))


def _clean_schema(n):
    frame, layout = clean(n), LAYOUTS[n]
    keys = [
        _field(key, "integer", constraints={"required": True, "minimum": 1970, "maximum": 2005})
        if key == "year"
        else _one_of(key, frame[key].unique())
        for key in layout.keys
    ]
    units = "; ".join(f"{measure}: {unit}" for measure, unit in layout.units.items())
    return {
        "fields": [
            *keys,
            _field("value", "number", description=f"Empty if unknown. Units: {units}.", constraints={"minimum": 0}),
            _one_of("unit", frame["unit"].unique()),
            _field("definition", description="A series may be compared within one definition only."),
            _one_of("state", _STATES),
            _field("errata", description="Ids in errata.csv, separated by blanks."),
        ],
        "primaryKey": list(layout.keys),
        "missingValues": [""],
    }


def _errata_schema():
    special = {
        "id": _field("id", constraints={"required": True, "unique": True}),
        "table": _one_of("table", [*map(str, LAYOUTS), "text", "references"]),
        "kind": _one_of("kind", KINDS),
        "confidence": _one_of("confidence", CONFIDENCES),
        "evidence": _field("evidence", **_NOT_EMPTY),
        "row": _field("row", **_NOT_EMPTY),
    }
    return {
        "fields": [special.get(name, _field(name)) for name in ERRATA_COLUMNS],
        "primaryKey": ["id"],
        "missingValues": [""],
    }


def _identities_schema():
    outcome = ("holds", "fails", "cannot be tested")
    special = {
        "id": _field("id", constraints={"required": True, "unique": True}),
        "name": _field("name", **_NOT_EMPTY),
        "printed": _one_of("printed", outcome),
        "clean": _one_of("clean", outcome),
        **{name: _field(name, "number") for name in ("tolerance", "gap_printed", "gap_clean")},
    }
    return {
        "fields": [special.get(name, _field(name)) for name in identities().columns],
        "primaryKey": ["id"],
        "missingValues": [""],
    }


def _claims_schema():
    special = {
        "id": _field("id", constraints={"required": True, "unique": True}),
        "claim": _field("claim", **_NOT_EMPTY),
        "section": _field("section", **_NOT_EMPTY),
        "verdict": _one_of("verdict", VERDICTS),
        "decided_by": _field("decided_by", constraints={"enum": list(DECIDERS)}),
        "whose": _one_of("whose", WHOSE),
        **{name: _field(name, "number") for name in ("printed_value", "recomputed_value")},
    }
    return {
        "fields": [special.get(name, _field(name)) for name in claims().columns],
        "primaryKey": ["id"],
        "missingValues": [""],
    }


def _sizes_schema():
    whole = {"constraints": {"required": True, "minimum": 0}}
    return {
        "fields": [
            _field("size", description="As printed.", constraints={"required": True, "unique": True}),
            _field("from", "integer", **whole, description="Least employment of the enterprise."),
            _field("to", "integer", description="Largest; empty where the class is open.", constraints={"minimum": 0}),
            *(_field(name, "integer", **whole) for name in ("firms", "establishments", "employment")),
            _field("payroll", "integer", **whole, description="A year, thousand dollars."),
            _field("receipts", "integer", **whole, description="A year, thousand dollars."),
        ],
        "primaryKey": ["size"],
        "missingValues": [""],
    }


def _resource(name, path, title, description, schema, text):
    content = text.encode()
    return {
        "name": name,
        "path": path,
        "title": title,
        "description": description,
        "profile": "tabular-data-resource",
        "format": "csv",
        "scheme": "file",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": schema,
    }


def descriptor(tables):
    """Return the Frictionless descriptor of ``data/``, given the text of the derived tables by path."""

    def source(path):
        return (data_folder() / path).read_text(encoding="utf-8")

    resources = []
    for n, layout in LAYOUTS.items():
        path = f"printed/table{n}.csv"
        resources.append(
            _resource(
                f"printed-table{n}",
                path,
                f"Table {n} as printed",
                layout.title + ". Each cell is the printed string.",
                _printed_schema(n),
                source(path),
            )
        )
    for n, layout in LAYOUTS.items():
        path = f"clean/table{n}.csv"
        resources.append(
            _resource(
                f"clean-table{n}",
                path,
                f"Table {n} repaired",
                layout.title + ". Derived: printed table and errata.",
                _clean_schema(n),
                tables[path],
            )
        )
    resources += [
        _resource(
            "errata",
            "errata.csv",
            "Errata",
            "Every departure from the print, with its evidence. Confidence is "
            "that of the repair; without a repair it is open.",
            _errata_schema(),
            source("errata.csv"),
        ),
        _resource(
            "identities",
            "identities.csv",
            "Identities",
            "Every identity tested, with its gap in print and after repair. Derived.",
            _identities_schema(),
            tables["identities.csv"],
        ),
        _resource(
            "claims",
            "claims.csv",
            "Statements",
            "The paper's checkable statements in our words, recomputed. Derived.",
            _claims_schema(),
            tables["claims.csv"],
        ),
        _resource(
            "us-sizes",
            "sizes/us-2002.csv",
            "Firms of the United States by size, 2002",
            "All industries, firms with a payroll, by employment of the enterprise, with the sums that are printed. "
            "United States Census Bureau, Statistics of U.S. Businesses 2002, a work of the government and in the "
            "public domain; read in a filing that reprints the table.",
            _sizes_schema(),
            source("sizes/us-2002.csv"),
        ),
    ]
    return {
        "profile": "tabular-data-package",
        "name": "missing-middle-tables",
        "version": "1.0.0",
        "title": "The seven tables of one paper: as printed, as repaired, and why",
        "description": "Numbers are facts taken from the paper. Its source lines are lost in print, so the "
        "yearbooks behind them are known only where errata.csv names one, of which an excerpt was seen.",
        "sources": [{"title": PAPER}],
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0, for all but the numbers",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": resources,
    }


def derived_files():
    """Return the text of every derived file, by its path in ``data/``."""
    tables = derived_tables()
    package = json.dumps(descriptor(tables), indent=2, ensure_ascii=False) + "\n"
    return tables | {"datapackage.json": package}


def stale(folder=None):
    """Return the derived files that differ from what the code gives, or are missing."""
    folder = folder or data_folder()
    return [
        path
        for path, text in derived_files().items()
        if not (folder / path).is_file() or (folder / path).read_text(encoding="utf-8") != text
    ]


def write(folder=None):
    """Write every derived file that is stale and return their paths."""
    folder = folder or data_folder()
    files, paths = derived_files(), stale(folder)
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(files[path], encoding="utf-8")
    return paths


def main(arguments):
    """Write the derived files, or with ``--check`` only name the stale ones; return the exit code."""
    if arguments not in ([], ["--check"]):
        print(f"Unknown arguments {' '.join(arguments)!r}: give --check or nothing.")
        return 2
    found = stale() if arguments else write()
    print("\n".join(found) if found else "data/ is up to date.")
    return int(bool(found and arguments))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
