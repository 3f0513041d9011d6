"""``python -m missing_middle.grading``: the same command."""

from missing_middle.__main__ import main

main()
