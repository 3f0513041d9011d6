"""Whose numbers: the secret of a class, the token of a student, and the line of a notebook that holds it."""

import hashlib
import hmac
import re
from pathlib import Path

from missing_middle.grading.asking import SourceError

VARIANT = re.compile(r'^variant\("[^"\n]*"\)$', re.MULTILINE)
HELD = re.compile(r"""\bvariant\(["']([^"'\n]{0,80})["']\)""")  # as above, or nearly: a student may reformat it
OWN = re.compile(r"[0-9a-f]{32}")
SALT_BYTES = 16


def token_of(student, salt):
    """The token of a student: ``HMAC-SHA256(salt, student)``, of which 32 hexadecimal digits are used.

    >>> token_of("ada", b"sixteen bytes or more")
    '520a1bb19578a540235d7c3d52542b6d'
    """
    return hmac.new(salt, student.encode(), hashlib.sha256).hexdigest()[:32]


def hidden_key(salt):
    """The key to the hidden points of a class, or of the published exercises (``None``)."""
    return hashlib.sha256(b"hidden inputs\n" + (salt or b"public")).digest()


def tokens_in(source):
    """The tokens that a cell passes to ``variant``.

    >>> tokens_in('variant("public")')
    ['public']
    """
    return HELD.findall(source)


def read_salt(path):
    """The secret of a class: what the file holds, without white space at its ends; at least 16 bytes."""
    salt = Path(path).read_bytes().strip()
    if salt.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        raise SourceError(f"{path} begins with the mark of an editor; a salt is kept as it was made, byte for byte.")
    if len(salt) < SALT_BYTES:
        raise SourceError(f"{path} holds {len(salt)} bytes: a salt needs {SALT_BYTES} or more, from a random source.")
    return salt
