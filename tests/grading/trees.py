"""Notebooks and zips for tests of whose file it is: small, and quick to make."""

import io
import json
import os
import zipfile

from missing_middle.grading.tokens import token_of

SALT = b"a secret of sixteen bytes or more"
WORK = "first = 1\n" * 60  # enough that two notebooks which share it are not alike by chance


def notebook(exercise="trade", token=None, work=""):
    """A notebook that names two questions of a set, and passes a token to ``variant``."""
    setup = f'variant("{token}")' if token else "pass"
    sources = [setup, work, *(f'check("{exercise}-q{number}", 0)' for number in (1, 2))]
    cells = [{"cell_type": "code", "metadata": {}, "source": one, "outputs": []} for one in sources]
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}).encode()


def of(student, exercise="trade", work=""):
    """A notebook with the numbers of a student."""
    return notebook(exercise, token_of(student, SALT), work)


def put(folder, files, minutes=None):
    """Write files, each a minute later than the one before it."""
    for place, (name, data) in enumerate(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        when = 1_700_000_000 + 60 * (minutes[place] if minutes else place)
        os.utime(path, (when, when))


def zipped(files):
    """A zip of files, each a minute later than the one before it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, (name, data) in enumerate(files.items()):
            member = zipfile.ZipInfo(name, (2026, 11, 28, 10 + place // 60 % 8, place % 60, 0))
            archive.writestr(member, data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
