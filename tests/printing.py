"""What a cell prints is read like text: no Python values in it, no formula that nobody sets, no seventeen digits."""

import re

CODE_SHOWN = re.compile(r"^\{'|\{'\w|\barray\(|\bnp\.|\$\\?\w|\d\.\d{7,}|\b[a-z]+_[a-z]+\b|\bNone\b")
SHOWS_PYTHON = {"primer", "own-slider"}  # these teach what Python prints
