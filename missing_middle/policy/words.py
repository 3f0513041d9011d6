"""Levers in words, and the tables of measures that the chapters show."""

from missing_middle.policy.levers import LEVERS
from missing_middle.policy.moves import AMOUNT, BOUNDED_BY_ONE, COUNT, LINKS

PARAMETERS = {  # path: (words, symbol of the page)
    "trade.f_e": ("cost of starting a firm", "f_e"),
    "trade.f_x": ("fixed cost of exporting", "f_x"),
    "trade.tau": ("trade cost", r"\tau"),
    "game.s": ("pay for cooperating", "s"),
    "game.theta": ("awareness of the gain", r"\theta"),
    "game.K": ("cost of joining", "K"),
    "game.c": ("cost of cooperating", "c"),
    "network.decay": ("forgetting", "d"),
    "network.links": ("links", ""),
    "cluster.c": ("cost of coordination", "c"),
    "credit.n_members": ("firms that share a bank", "N"),
    "credit.psi": ("cost of a bank relationship", r"\psi"),
    "credit.lam": ("collateral limit", r"\lambda"),
    "product.a0": ("transfer, product", "a_0"),
    "process.a0": ("transfer, process", "a_0"),
    "product.delta0": ("absorption, product", r"\delta_0"),
    "process.delta0": ("absorption, process", r"\delta_0"),
    "product.lam": ("effect of own effort, product", r"\lambda"),
    "process.lam": ("effect of own effort, process", r"\lambda"),
    "upgrading.chi": ("learning by exporting", r"\chi"),
}


def move_in_words(move):
    """What a move does at full strength, in Markdown.

    >>> from missing_middle.policy import LEVERS
    >>> [move_in_words(move) for move in LEVERS["red-tape"].moves]
    ['cost of starting a firm $f_e$, times 0.75', 'fixed cost of exporting $f_x$, times 0.75']
    """
    words, symbol = PARAMETERS[move.parameter]
    if move.kind == LINKS:
        return "more links: " + ", ".join("-".join(pair) for pair in move.links)
    if move.kind == AMOUNT:
        return f"{words} ${symbol}$, plus {move.size:g}"
    if move.kind == COUNT:
        return f"{words} ${symbol}$, plus {move.size:g}"
    if move.parameter in BOUNDED_BY_ONE:
        less = move.parameter == "game.theta"  # awareness has 1 above it
        symbol = f"1 - {symbol}" if less else f"{symbol} - 1"
        return f"{words}, ${symbol}$ times {1 + (-move.direction if less else move.direction) * move.size:g}"
    return f"{words} ${symbol}$, times {1 + move.direction * move.size:g}"


def levers_of(section):
    """The levers of a section of the paper, notes included; ``ValueError`` if it has none.

    >>> from missing_middle.policy.words import levers_of
    >>> [lever.id for lever in levers_of("2.4")]
    ['trade-agreement']
    """
    found = [lever for lever in LEVERS.values() if lever.section.split(",")[0] == section]
    if not found:
        known = sorted({lever.section.split(",")[0] for lever in LEVERS.values()})
        raise ValueError(f"section = {section!r} is not allowed: give one of {', '.join(known)}.")
    return found


def measures_table(section):
    """The measures of a section, how each is meant to work, and the parameters it moves: a MyST table.

    Each title carries a label, ``measure-`` and the lever's id, so that other pages can point at its row.
    """
    return markdown(
        ["Measure and lever", "How it is meant to work", "At full strength"],
        [
            [
                f"[{lever.title}]{{#measure-{lever.id}}} (`{lever.id}`)",
                lever.mechanism,
                "; ".join(map(move_in_words, lever.moves)),
            ]
            for lever in levers_of(section)
        ],
    )


def politics_table(section):
    """Who acts, who pays, what could go wrong, and what to look at: a Markdown table."""
    return markdown(
        ["Measure", "Acts", "Pays", "What could go wrong", "What to look at"],
        [[f"`{lever.id}`", lever.who_acts, lever.who_pays, lever.harm, lever.measure] for lever in levers_of(section)],
    )


def markdown(head, rows):
    """A Markdown table; no cell may hold a bar or a line break."""
    for cell in [*head, *(cell for row in rows for cell in row)]:
        if "|" in cell or "\n" in cell:
            raise ValueError(f"{cell!r} is not allowed in a table: give text without bars and line breaks.")
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
