"""The economics: one file a family of models, all of them callable from here."""

from missing_middle.models.agglomeration import (
    concentration,
    ellison_glaeser,
    location_quotients,
    lorenz_curve,
    relative_concentration,
    theil_decomposition,
)
from missing_middle.models.capability import (
    Capability,
    classify,
    fast_follower_requirement,
    gap_steady_state,
    gap_trajectory,
    nelson_phelps,
    two_dimensional_steady_state,
)
from missing_middle.models.cluster import cluster_payoff, cluster_size
from missing_middle.models.core_periphery import (
    cp_gap_curve,
    cp_interior,
    cp_points,
    cp_short_run,
    cp_slope_symmetric,
    tomahawk,
)
from missing_middle.models.credit import (
    evans_jovanovic,
    missing_middle,
    pooled_borrowing,
    size_distribution,
    weight_at_limit,
)
from missing_middle.models.distributions import from_density, lognormal, pareto, truncated_pareto
from missing_middle.models.export_costs import cheaper_exporting
from missing_middle.models.gains import acr_gains, measured_elasticity
from missing_middle.models.krugman_1979 import (
    krugman1979,
    krugman1979_general,
    krugman1979_integration,
    krugman1979_welfare,
)
from missing_middle.models.krugman_1980 import home_market_effect, krugman1980, size_ratio
from missing_middle.models.localization import (
    counterfactual,
    distance_grid,
    global_band,
    k_density,
    k_density_binned,
    local_band,
    localization_test,
    pair_distances,
    silverman_bandwidth,
)
from missing_middle.models.markov import adoption_exact
from missing_middle.models.melitz import melitz_curves, melitz_firms, melitz_pareto, melitz_symmetric
from missing_middle.models.melitz_asymmetric import melitz_two_country, unilateral_reform
from missing_middle.models.network import adoption, adoption_path, cluster_graph, knowledge
from missing_middle.models.repeated_game import cooperation
from missing_middle.models.size_classes import (
    class_slopes,
    dip_power,
    dip_test,
    fit_classes,
    held_back,
    least_visible_dip,
)

__all__ = [
    "Capability",
    "acr_gains",
    "adoption",
    "adoption_exact",
    "adoption_path",
    "cheaper_exporting",
    "class_slopes",
    "classify",
    "cluster_graph",
    "cluster_payoff",
    "cluster_size",
    "concentration",
    "cooperation",
    "counterfactual",
    "cp_gap_curve",
    "cp_interior",
    "cp_points",
    "cp_short_run",
    "cp_slope_symmetric",
    "dip_power",
    "dip_test",
    "distance_grid",
    "ellison_glaeser",
    "evans_jovanovic",
    "fast_follower_requirement",
    "fit_classes",
    "from_density",
    "gap_steady_state",
    "gap_trajectory",
    "global_band",
    "held_back",
    "home_market_effect",
    "k_density",
    "k_density_binned",
    "knowledge",
    "krugman1979",
    "krugman1979_general",
    "krugman1979_integration",
    "krugman1979_welfare",
    "krugman1980",
    "least_visible_dip",
    "local_band",
    "localization_test",
    "location_quotients",
    "lognormal",
    "lorenz_curve",
    "measured_elasticity",
    "melitz_curves",
    "melitz_firms",
    "melitz_pareto",
    "melitz_symmetric",
    "melitz_two_country",
    "missing_middle",
    "nelson_phelps",
    "pair_distances",
    "pareto",
    "pooled_borrowing",
    "relative_concentration",
    "silverman_bandwidth",
    "size_distribution",
    "size_ratio",
    "theil_decomposition",
    "tomahawk",
    "truncated_pareto",
    "two_dimensional_steady_state",
    "unilateral_reform",
    "weight_at_limit",
]
