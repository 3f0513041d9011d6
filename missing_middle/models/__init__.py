"""The economics: one file a family of models, all of them callable from here."""

# Chapters on capability and trade
from missing_middle.models.capability import Capability as Capability
from missing_middle.models.capability import classify as classify
from missing_middle.models.capability import fast_follower_requirement as fast_follower_requirement
from missing_middle.models.capability import gap_steady_state as gap_steady_state
from missing_middle.models.capability import gap_trajectory as gap_trajectory
from missing_middle.models.capability import nelson_phelps as nelson_phelps
from missing_middle.models.capability import two_dimensional_steady_state as two_dimensional_steady_state
from missing_middle.models.distributions import lognormal as lognormal
from missing_middle.models.distributions import pareto as pareto
from missing_middle.models.distributions import truncated_pareto as truncated_pareto
from missing_middle.models.gains import acr_gains as acr_gains
from missing_middle.models.krugman_1979 import krugman1979 as krugman1979
from missing_middle.models.krugman_1979 import krugman1979_general as krugman1979_general
from missing_middle.models.krugman_1979 import krugman1979_integration as krugman1979_integration
from missing_middle.models.krugman_1980 import home_market_effect as home_market_effect
from missing_middle.models.krugman_1980 import krugman1980 as krugman1980
from missing_middle.models.krugman_1980 import size_ratio as size_ratio
from missing_middle.models.melitz import melitz_curves as melitz_curves
from missing_middle.models.melitz import melitz_firms as melitz_firms
from missing_middle.models.melitz import melitz_pareto as melitz_pareto
from missing_middle.models.melitz import melitz_symmetric as melitz_symmetric

# isort: split
# Chapters on clusters, places, networks and credit
from missing_middle.models.cluster import cluster_payoff as cluster_payoff
from missing_middle.models.cluster import cluster_size as cluster_size
from missing_middle.models.concentration import concentration as concentration
from missing_middle.models.concentration import ellison_glaeser as ellison_glaeser
from missing_middle.models.concentration import location_quotients as location_quotients
from missing_middle.models.concentration import lorenz_curve as lorenz_curve
from missing_middle.models.concentration import relative_concentration as relative_concentration
from missing_middle.models.concentration import theil_decomposition as theil_decomposition
from missing_middle.models.cooperation import cooperation as cooperation
from missing_middle.models.core_periphery import cp_gap_curve as cp_gap_curve
from missing_middle.models.core_periphery import cp_interior as cp_interior
from missing_middle.models.core_periphery import cp_points as cp_points
from missing_middle.models.core_periphery import cp_short_run as cp_short_run
from missing_middle.models.core_periphery import cp_slope_symmetric as cp_slope_symmetric
from missing_middle.models.core_periphery import tomahawk as tomahawk
from missing_middle.models.credit import evans_jovanovic as evans_jovanovic
from missing_middle.models.credit import missing_middle as missing_middle
from missing_middle.models.credit import pooled_borrowing as pooled_borrowing
from missing_middle.models.credit import size_distribution as size_distribution
from missing_middle.models.localisation import counterfactual as counterfactual
from missing_middle.models.localisation import distance_grid as distance_grid
from missing_middle.models.localisation import global_band as global_band
from missing_middle.models.localisation import k_density as k_density
from missing_middle.models.localisation import k_density_binned as k_density_binned
from missing_middle.models.localisation import local_band as local_band
from missing_middle.models.localisation import localisation_test as localisation_test
from missing_middle.models.localisation import pair_distances as pair_distances
from missing_middle.models.localisation import silverman_bandwidth as silverman_bandwidth
from missing_middle.models.network import adoption as adoption
from missing_middle.models.network import cluster_graph as cluster_graph
from missing_middle.models.network import knowledge as knowledge
