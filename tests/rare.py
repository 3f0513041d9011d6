"""What is slow and rare is asked by `make far` before a release, and not by `make test`."""

import os

FAR = bool(os.environ.get("MISSING_MIDDLE_FAR"))
