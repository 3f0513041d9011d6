"""Instant feedback in an exercise: ``variant`` chooses the numbers, ``parameters`` gives them, ``check`` answers.

The notebook of a teacher's private set brings its numbers along: ``given`` takes them.
"""

from missing_middle.checks.feedback import check, given, parameters, variant

__all__ = ["check", "given", "parameters", "variant"]
