"""The economics: one file a family of models, all of them callable from here.

Asking for one imports only its family, so that what uses a model does not depend on the others.
"""

from missing_middle._lazy import lazily

_NAMES = {
    "agglomeration": (
        "concentration",
        "ellison_glaeser",
        "location_quotients",
        "lorenz_curve",
        "relative_concentration",
        "theil_decomposition",
    ),
    "barrier": ("barrier_seen", "behind_barrier", "least_visible_barrier"),
    "capability": (
        "Capability",
        "classify",
        "fast_follower_requirement",
        "gap_steady_state",
        "gap_trajectory",
        "nelson_phelps",
        "two_dimensional_steady_state",
    ),
    "cluster": ("cluster_payoff", "cluster_size"),
    "core_periphery": ("cp_gap_curve", "cp_interior", "cp_points", "cp_short_run", "cp_slope_symmetric", "tomahawk"),
    "credit": ("evans_jovanovic", "missing_middle", "pooled_borrowing", "size_distribution", "weight_at_limit"),
    "distributions": ("from_density", "lognormal", "pareto", "truncated_pareto"),
    "export_costs": ("cheaper_exporting",),
    "gains": ("acr_gains", "measured_elasticity"),
    "intermediaries": ("middlemen",),
    "krugman_1979": ("krugman1979", "krugman1979_general", "krugman1979_integration", "krugman1979_welfare"),
    "krugman_1980": ("home_market_effect", "krugman1980", "size_ratio"),
    "localization": (
        "counterfactual",
        "distance_grid",
        "global_band",
        "k_density",
        "k_density_binned",
        "local_band",
        "localization_test",
        "pair_distances",
        "silverman_bandwidth",
    ),
    "markov": ("adoption_exact",),
    "melitz": ("melitz_curves", "melitz_firms", "melitz_pareto", "melitz_symmetric"),
    "melitz_asymmetric": ("melitz_two_country", "unilateral_reform"),
    "network": ("adoption", "adoption_path", "cluster_graph", "knowledge"),
    "rationing": ("asking", "bank_return", "loan_market"),
    "repeated_game": ("cooperation",),
    "size_classes": ("class_slopes", "dip_power", "dip_test", "fit_classes", "held_back", "least_visible_dip"),
    "three_holes": ("census", "cost_of_limit", "observe_census", "origin_of", "unknown_census"),
}
__all__ = sorted(name for names in _NAMES.values() for name in names)
__getattr__, __dir__ = lazily(__name__, {name: module for module, names in _NAMES.items() for name in names})
