"""Widgets that let a reader act on one question. Each function returns an ``Explorable``, ready to be shown.

Asking for one imports only what it needs.
"""

from importlib import import_module

_MODULE_OF = {
    "adoption_and_mass": "adoption",
    "cluster_growth": "cluster",
    "cooperation_game": "cooperation",
    "core_and_periphery": "core_periphery",
    "credit_gap": "credit",
    "cube": "cube",
    "forensics": "forensics",
    "home_market": "home_market",
    "larger_market": "larger_market",
    "localization": "localization",
    "modes": "modes",
    "network": "network",
    "plan_to_cluster": "plan",
    "policy_laboratory": "policy_laboratory",
    "provinces": "provinces",
    "red_tape": "red_tape",
    "research": "research",
    "sizes": "sizes",
    "two_sizes": "two_sizes",
    "who_exports": "who_exports",
    "workshop": "workshop",
}

__all__ = list(_MODULE_OF)


def __getattr__(name):
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.questions.{_MODULE_OF[name]}"), name)


def __dir__():
    return sorted([*globals(), *__all__])
