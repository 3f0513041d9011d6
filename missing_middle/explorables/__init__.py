"""Widgets that let a reader act on one question. Each function returns an ``Explorable``, ready to be shown.

Asking for one imports only what it needs.
"""

from missing_middle._lazy import lazily

_MODULE_OF = {
    "adoption_and_mass": "adoption",
    "barrier": "barrier",
    "cluster_growth": "cluster",
    "cooperation_game": "cooperation",
    "core_and_periphery": "core_periphery",
    "credit_gap": "credit",
    "cube": "cube",
    "forensics": "forensics",
    "home_market": "home_market",
    "larger_market": "larger_market",
    "localization": "localization",
    "middleman": "middleman",
    "modes": "modes",
    "network": "network",
    "plan_to_cluster": "plan",
    "policy_laboratory": "policy_laboratory",
    "provinces": "provinces",
    "rationing": "rationing",
    "red_tape": "red_tape",
    "research": "research",
    "sizes": "sizes",
    "two_counts": "two_counts",
    "two_sizes": "two_sizes",
    "who_exports": "who_exports",
    "whose_hole": "whose_hole",
    "workshop": "workshop",
}
__all__ = list(_MODULE_OF)
__getattr__, __dir__ = lazily(__name__, {name: f"questions.{module}" for name, module in _MODULE_OF.items()})
