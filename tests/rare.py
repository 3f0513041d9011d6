"""What is slow and rare is asked by `make far` before a release, and not by `make test`."""

import os

import pytest

FAR = bool(os.environ.get("MISSING_MIDDLE_FAR"))
far = pytest.mark.skipif(not FAR, reason="slow and rare; make far asks for it")
