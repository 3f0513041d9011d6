"""Widgets that let a reader act on one question. Each function returns an ``Explorable``, ready to be shown."""

from missing_middle.explorables.adoption import adoption_and_mass
from missing_middle.explorables.cluster import cluster_growth
from missing_middle.explorables.cooperation import cooperation_game
from missing_middle.explorables.core_periphery import core_and_periphery
from missing_middle.explorables.credit import credit_gap
from missing_middle.explorables.cube import cube
from missing_middle.explorables.forensics import forensics
from missing_middle.explorables.home_market import home_market
from missing_middle.explorables.larger_market import larger_market
from missing_middle.explorables.localization import localization
from missing_middle.explorables.modes import modes
from missing_middle.explorables.network import network
from missing_middle.explorables.plan import plan_to_cluster
from missing_middle.explorables.policy_laboratory import policy_laboratory
from missing_middle.explorables.provinces import provinces
from missing_middle.explorables.red_tape import red_tape
from missing_middle.explorables.research import research
from missing_middle.explorables.sizes import sizes
from missing_middle.explorables.two_sizes import two_sizes
from missing_middle.explorables.who_exports import who_exports
from missing_middle.explorables.workshop import workshop

__all__ = [
    "adoption_and_mass",
    "cluster_growth",
    "cooperation_game",
    "core_and_periphery",
    "credit_gap",
    "cube",
    "forensics",
    "home_market",
    "larger_market",
    "localization",
    "modes",
    "network",
    "plan_to_cluster",
    "policy_laboratory",
    "provinces",
    "red_tape",
    "research",
    "sizes",
    "two_sizes",
    "who_exports",
    "workshop",
]
