"""The economics: one file a family of models, all of them callable from here."""

# Chapters on capability and trade
from missing_middle.models.distributions import lognormal as lognormal
from missing_middle.models.distributions import pareto as pareto
from missing_middle.models.distributions import truncated_pareto as truncated_pareto
from missing_middle.models.melitz import melitz_curves as melitz_curves
from missing_middle.models.melitz import melitz_firms as melitz_firms
from missing_middle.models.melitz import melitz_pareto as melitz_pareto
from missing_middle.models.melitz import melitz_symmetric as melitz_symmetric
