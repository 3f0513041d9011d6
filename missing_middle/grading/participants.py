"""A roster out of the lists that platforms give: gradebooks, participants, grading worksheets; several are merged."""

import csv
import io
import re
import unicodedata

from missing_middle.grading.asking import SourceError
from missing_middle.grading.owners import plain
from missing_middle.grading.roster import IDENTITIES, names_a_folder
from missing_middle.grading.rows import read_table

COLUMNS = ("student", "name", *IDENTITIES, "section")
# Header, in lower case, to the column of a roster. Platforms differ; the first that holds anything counts.
HEADERS = {
    "student": ("student id for this course",),
    "canvas": ("id",),
    "username": ("sis login id", "username", "user name", "login"),
    "email": ("email address", "email", "e-mail"),
    "idnumber": ("sis user id", "id number", "orgdefinedid", "student id"),
    "section": ("section", "sections", "groups", "group"),
}
NAMES = ("full name", "display name", "name")
WHOLE = str.maketrans(  # letters that are not a letter and a mark
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe"}
)
CANVAS_OWN = ("points possible", "student, test", "test student")


def roster_rows(paths):
    """Rows of a roster, dicts with ``COLUMNS``, out of one or more lists. A person in two of them gets one row.

    Raises :class:`SourceError` with file and row if a list has no column that names anybody, or a person's data in two
    lists contradict each other.
    """
    found, by_identity = [], {}
    for path in paths:
        names, lines = read_table(path)
        if not any(header in names for field in ("username", "email", "idnumber") for header in HEADERS[field]):
            raise SourceError(
                f"{path} has no column with a user name, an e-mail address or an id number: it has "
                f"{', '.join(filter(None, names)) or 'none'}."
            )
        for number, cells in lines:
            one = _person(cells, names)
            if one["name"].strip().casefold() in CANVAS_OWN or not any(one[name] for name in IDENTITIES):
                continue
            keys = {one[name].casefold() for name in ("username", "email", "idnumber") if one[name]}
            same = {id(by_identity[key]): by_identity[key] for key in keys if key in by_identity}
            if len(same) > 1:
                raise SourceError(
                    f"{path}, row {number}: {', '.join(sorted(keys))} are two people in the other list: "
                    "mend one of the lists."
                )
            person = next(iter(same.values()), None)
            if person is None:
                found.append(person := one)
            else:
                _merge(person, one, f"{path}, row {number}")
            by_identity |= dict.fromkeys(keys, person)
    return _with_ids(found)


def _person(cells, names):
    one = {field: next((cells[h] for h in HEADERS[field] if cells.get(h)), "") for field in COLUMNS if field in HEADERS}
    if "student" in names and "id" in names:  # Canvas: Last, First
        last, comma, first = cells.get("student", "").partition(",")
        name = f"{first.strip()} {last.strip()}" if comma else last
    else:
        one["canvas"] = ""  # a column ID of another platform
        parts = cells.get("first name", ""), cells.get("last name", cells.get("surname", ""))
        name = next((cells[h] for h in NAMES if cells.get(h)), "") or " ".join(filter(None, parts))
    for field in ("username", "idnumber"):  # Brightspace's mark, against spreadsheets that take ids for numbers
        one[field] = one[field].removeprefix("#")
    return dict.fromkeys(COLUMNS, "") | one | {"name": name.strip()}


def _merge(person, other, where):
    for field, value in other.items():
        if value and person[field] and plain(value) != plain(person[field]) and field not in ("name", "section"):
            raise SourceError(
                f"{where}: {field} is {value} here and {person[field]} in the other list: mend one of them."
            )
        person[field] = person[field] or value


def _with_ids(found):
    """Each gets an id that can name a folder: the user name, else what stands before the @, else a number."""
    taken = set()
    for person in found:
        wishes = (person["username"].partition("@")[0], person["email"].partition("@")[0], person["idnumber"])
        for wish in (*map(_folder_name, wishes), *(f"student-{number}" for number in range(1, len(found) + 1))):
            if names_a_folder(wish) and wish.casefold() not in taken:
                person["student"] = wish
                taken.add(wish.casefold())
                break
    return found


def _folder_name(text):
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKD", text.translate(WHOLE)) if not unicodedata.combining(sign)
    )
    return re.sub(r"[^A-Za-z0-9_.+-]", "", bare)[:64]


def written(rows):
    """The roster as bytes."""
    out = io.StringIO()
    writer = csv.DictWriter(out, [name for name in COLUMNS if any(row[name] for row in rows)], extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8-sig")
