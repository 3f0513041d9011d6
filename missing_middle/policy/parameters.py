"""The parameters that levers move: their names in words, their symbols, and the bounds that they never pass."""

from typing import NamedTuple


class Parameter(NamedTuple):
    """A parameter of an economy. Where it has a bound, a factor scales its distance from there."""

    words: str
    symbol: str  #: of the page, in TeX; empty for links
    least: float | None = None  #: a bound below, such as the 1 of a trade cost without friction
    most: float | None = None  #: a bound above, such as the 1 of full awareness

    @property
    def measured(self):
        """What a factor scales, in TeX."""
        if self.most is not None:
            return f"{self.most:g} - {self.symbol}"
        return self.symbol if self.least is None else f"{self.symbol} - {self.least:g}"

    def scaled(self, value, factor):
        """The value after a factor on it, or on its distance from the bound."""
        bound = self.least if self.most is None else self.most
        return value * factor if bound is None else bound + (value - bound) * factor

    def factor(self, direction, share):
        """The factor that takes the parameter a share up or down: nearer to a bound above is less distance."""
        return 1 + (direction if self.most is None else -direction) * share


PARAMETERS = {
    "trade.f_e": Parameter("cost of starting a firm", "f_e"),
    "trade.f_x": Parameter("fixed cost of exporting", "f_x"),
    "trade.tau": Parameter("trade cost", r"\tau", least=1),
    "game.s": Parameter("pay for cooperating", "s"),
    "game.theta": Parameter("awareness of the gain", r"\theta", most=1),
    "game.K": Parameter("cost of joining", "K"),
    "game.c": Parameter("cost of cooperating", "c"),
    "network.decay": Parameter("forgetting", "d"),
    "network.spill": Parameter("what a link passes on", r"\sigma"),
    "network.links": Parameter("links", ""),
    "cluster.c": Parameter("cost of coordination", "c"),
    "credit.n_members": Parameter("firms that share a bank", "N"),
    "credit.psi": Parameter("cost of a bank relationship", r"\psi"),
    "credit.wealth": Parameter("own funds that count as collateral", "a"),
    "credit.lam": Parameter("collateral limit", r"\lambda", least=1),
    "product.a0": Parameter("transfer, product", "a_0"),
    "process.a0": Parameter("transfer, process", "a_0"),
    "product.delta0": Parameter("absorption, product", r"\delta_0"),
    "process.delta0": Parameter("absorption, process", r"\delta_0"),
    "product.lam": Parameter("effect of own effort, product", r"\lambda"),
    "process.lam": Parameter("effect of own effort, process", r"\lambda"),
    "upgrading.chi": Parameter("learning by exporting", r"\chi"),
}
