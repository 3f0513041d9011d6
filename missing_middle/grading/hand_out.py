"""Personal notebooks on their way to their owners: a folder for a web space in which each finds only what is hers."""

import csv
import hashlib
import hmac
import io
from html import escape
from pathlib import Path
from urllib.parse import quote

from missing_middle.grading.asking import SourceError
from missing_middle.grading.grades import tame
from missing_middle.grading.writing import write_whole


def place_for(student, salt):
    """The folder of one student on the web space: a name that nobody can guess who has not the salt.

    >>> place_for("ada", b"sixteen bytes or more") == place_for("ada", b"sixteen bytes or more!")
    False
    """
    return hmac.new(salt, f"hand out to {student}".encode(), hashlib.sha256).hexdigest()[:32]


def web_folder(handout, students, salt, out, address, links):
    """Write the folder ``out`` for a web space, and the table ``links`` of who finds what where.

    Parameters
    ----------
    handout : path
        What ``missing-middle release`` has written for the class.
    students : list of Student
    salt : bytes
    out, links : path
        A new folder; a CSV file outside it, for a mail merge or a platform's column.
    address : str
        Where ``out`` will be seen.

    Returns
    -------
    list of str
        Students for whom there is nothing in ``handout``.
    """
    out, links = Path(out), Path(links)
    if out.resolve() in links.resolve().parents:
        raise SourceError(f"{links} lies in {out}: whoever reads the table finds everybody's notebooks.")
    rows, without = [["student", "name", "email", "link"]], []
    for student in students:
        books = sorted((Path(handout) / student.id).glob("*.ipynb"))
        if not books:
            without.append(student.id)
            continue
        place = place_for(student.id, salt)
        for book in books:
            write_whole(out / place / book.name, book.read_bytes())
        write_whole(out / place / "index.html", _page([book.name for book in books]))
        row = [student.id, student.name, student.email, f"{address.rstrip('/')}/{place}/"]
        rows.append([tame(cell) for cell in row])
    write_whole(out / "index.html", _page([]))  # so that no server lists the folders
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    write_whole(links, text.getvalue().encode("utf-8-sig"))
    return without


def _page(names):
    items = "".join(f'<li><a href="{quote(name)}" download>{escape(name)}</a></li>\n' for name in names)
    words = "Your notebooks: download them, and open them in Jupyter." if names else "Use the link that you were given."
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>Exercises</title>
</head>
<body style="font: 1rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem">
<h1>Exercises</h1>
<p>{words}</p>
<ul>
{items}</ul>
</body>
</html>
""".encode()
