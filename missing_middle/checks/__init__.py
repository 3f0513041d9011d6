"""Instant feedback in an exercise: ``variant`` chooses the numbers, ``parameters`` gives them, ``check`` answers."""

from missing_middle.checks.feedback import check, parameters, variant

__all__ = ["check", "parameters", "variant"]
