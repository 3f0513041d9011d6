"""Feedback as one file for a platform: each page under the name by which the platform knows whose it is.

Moodle takes its own folder names back, Canvas its own file names: both stand in the paths of the graded files. Sources:
Moodle's ``mod/assign/feedback/file/importziplib.php``; Canvas names files ``name_user_attachment_...``.
"""

import io
import zipfile

from missing_middle.grading.owners import CANVAS, MOODLE

WHEN = (2000, 1, 1, 0, 0, 0)  # the same pages give the same bytes


def feedback_zip(pages, files, platform):
    """The zip as bytes, and the students whose file was not named by that platform.

    Parameters
    ----------
    pages : mapping
        Student to (name of the page, its bytes).
    files : mapping
        Student to the path of the file that was graded.
    platform : str
        ``moodle`` or ``canvas``.
    """
    out, without = io.BytesIO(), []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for student, (name, page) in sorted(pages.items()):
            place = _place(files[student], name, platform)
            if place is None:
                without.append(student)
            else:
                archive.writestr(zipfile.ZipInfo(place, WHEN), page, zipfile.ZIP_DEFLATED)
    return out.getvalue(), without


def _place(file, name, platform):
    for part in file.split("/"):
        if platform == "moodle" and MOODLE.fullmatch(part):
            return f"{part.partition('_assignsubmission_')[0]}_assignsubmission_file_/{name}"
        if platform == "canvas" and CANVAS.fullmatch(part):
            stem, _, ending = part.rpartition(".")
            return f"{stem if ending else part}-feedback.html"
    return None
