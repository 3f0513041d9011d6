"""The look of every chart, and the charts themselves.

A function takes a record or a frame and an optional ``ax``, and returns a :class:`Figure`, which shows itself as SVG
together with a sentence that says what it shows. Charts keep to a few rules: the title is the finding, both axes
carry a label with its unit, lines are labelled where they end, and colour never carries meaning alone.
"""

import io
import re
import textwrap
from dataclasses import dataclass

import matplotlib
import matplotlib.pyplot as plt
import numpy as np

__all__ = [
    "Figure",
    "label_line",
    "learning_modes",
    "new_axes",
    "ownership_shares",
    "province_bars",
    "regional_shares",
    "size_and_depth",
    "spread",
    "winners_and_losers",
]

PAPER, INK, ACCENT = "#fffdf7", "#1f2328", "#1f5a6b"
RULE = "#d9d5c9"
# Okabe and Ito's order, ink first. Yellow is left out: it does not reach 3:1 on paper.
SERIES = (INK, "#d55e00", "#0072b2", "#00795a", "#a8467f", "#8a6d00")
DASHES = ("-", (0, (6, 2)), (0, (2, 1.5)), (0, (8, 2, 2, 2)), (0, (1, 1)), (0, (4, 1)))

LINE_JOINS = re.compile(r"\s*<defs>\s*<style[^>]*>\*\{stroke-linejoin: round; stroke-linecap: butt\}</style>\s*</defs>")

STYLE = {
    "figure.figsize": (4.4, 2.9),
    "figure.facecolor": PAPER,
    "savefig.facecolor": PAPER,
    "figure.constrained_layout.use": True,
    "font.family": "DejaVu Sans",
    "font.size": 10.5,
    "text.color": INK,
    "axes.facecolor": PAPER,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "axes.titlesize": 11,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "grid.color": RULE,
    "grid.linewidth": 0.8,
    "xtick.color": INK,
    "ytick.color": INK,
    "ytick.left": False,
    "axes.spines.left": False,
    "lines.linewidth": 2.0,
    "axes.prop_cycle": matplotlib.cycler(color=SERIES),
    "svg.fonttype": "none",
    "svg.hashsalt": "missing middle",
}


def _seaborn():
    """The library seaborn, imported when a chart needs it: half a second that most notebooks can do without."""
    import seaborn

    return seaborn


@dataclass(frozen=True)
class Figure:
    """A drawn chart and the sentence that says what it shows.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
        The drawn chart.
    alt : str
        The finding in words, for readers who do not see the chart; also what stored notebooks compare.
    """

    figure: matplotlib.figure.Figure
    alt: str

    def __post_init__(self):
        plt.close(self.figure)  # else a notebook would show it a second time
        if not self.alt.strip():
            raise ValueError(f"alt = {self.alt!r} is not allowed: say in a sentence what the figure shows.")

    def svg(self):
        """Return the chart as one SVG element; the same chart always gives the same text."""
        out = io.StringIO()
        with plt.rc_context(STYLE):
            self.figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
        text = out.getvalue()
        text = text[text.index("<svg") :].replace("'DejaVu Sans'", "system-ui, 'DejaVu Sans', sans-serif")
        text = re.sub(r"<metadata>.*?</metadata>", "", text, flags=re.S)
        # Matplotlib's rule for all elements would hold for the whole page that the chart stands in, and make the
        # browser style it anew; on the chart's own element the same is inherited.
        return LINE_JOINS.sub("", text).replace("<svg", '<svg stroke-linejoin="round"', 1)

    def __repr__(self):
        return self.alt

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"image/svg+xml": self.svg(), "text/plain": self.alt}


VISIBLE = 0.1  # percentage points from which on a change along an axis can be seen in a chart


def new_axes(title, x_label, y_label, ax=None, **figure):
    """Return an axes in the house style, with a finding for a title and a label with unit on both axes.

    Parameters
    ----------
    title : str
        The finding.
    x_label : str
        What is measured to the right, with its unit.
    y_label : str
        What is measured upwards, with its unit.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new chart if left out.
    **figure : keywords
        What ``matplotlib.pyplot.subplots`` takes, for a new chart.
    """
    for name, words in (("title", title), ("x_label", x_label), ("y_label", y_label)):
        if not words.strip():
            raise ValueError(f"{name} = {words!r} is not allowed: a chart without it cannot be read.")
    if ax is None:
        with plt.rc_context(STYLE):
            _, ax = plt.subplots(**figure)
    width, height = ax.figure.get_size_inches()
    ax.set_title("\n".join(textwrap.wrap(title, int(width * 8.6))), loc="left", weight="bold", pad=10)
    ax.set_xlabel(x_label)
    ax.set_ylabel("\n".join(textwrap.wrap(y_label, int(height * 11))))
    return ax


def label_line(ax, x, y, text, **style):
    """Write ``text`` at the end of a line, in the line's own colour, clear of the curve.

    Parameters
    ----------
    ax : matplotlib.axes.Axes
        The chart.
    x : float
        Where the line ends, in the unit of the horizontal axis.
    y : float
        The same on the vertical axis.
    text : str
        The line's name.
    **style : keywords
        What ``Axes.annotate`` takes, such as ``color``.
    """
    ax.annotate(text, (x, y), xytext=(5, 0), textcoords="offset points", va="center", annotation_clip=False, **style)


def spread(positions, gap):
    """Return ``positions`` moved apart, as little as needed, so that neighbours are ``gap`` or more apart.

    Order is kept. Used for labels at line ends.

    Parameters
    ----------
    positions : sequence of float
        Where the labels would stand.
    gap : float
        The least distance between neighbours, 0 or more, in the same unit.
    """
    positions = np.asarray(positions, float)
    order = np.argsort(positions, kind="stable")
    placed = positions[order].copy()
    for _ in range(200):
        short = gap - np.diff(placed)
        if (short <= 1e-12).all():
            break
        push = np.where(short > 0, short / 2, 0)
        placed[:-1] -= push
        placed[1:] += push
    out = np.empty_like(placed)
    out[order] = placed
    return out


def winners_and_losers(firms, trade, ax=None):
    """Draw the profit of firms of given ability before and after opening.

    Parameters
    ----------
    firms : FirmOutcomes
        From ``melitz_firms``, with rising ``phi``.
    trade : Melitz
        The same economy, solved: gives the three borders.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new chart if left out.
    """
    ax = new_axes(
        "Only exporters well above the cutoff earn more than before",
        "Productivity of the firm (1 = the worst possible draw)",
        "Profit a period (labour)",
        ax,
    )
    for values, colour, dash, name in (
        (firms.profit_autarky, SERIES[0], DASHES[1], "autarky"),
        (firms.profit_trade, SERIES[2], DASHES[0], "trade"),
    ):
        ax.plot(firms.phi, values, color=colour, linestyle=dash)
        label_line(ax, firms.phi[-1], values[-1], name, color=colour)
    top = max(firms.profit_trade.max(), firms.profit_autarky.max())
    borders = {"closes\nbelow": trade.phi_domestic, "exports\nabove": trade.phi_export, "wins\nabove": trade.phi_winner}
    for (name, border), side in zip(borders.items(), ("left", "right", "left"), strict=True):
        ax.axvline(border, color=ACCENT, linewidth=1, linestyle=(0, (3, 3)))
        height, step = (0.95, 4) if side == "left" else (0.7, -4)
        ax.annotate(
            name, (border, height * top), xytext=(step, 0), textcoords="offset points", ha=side, va="top", color=ACCENT
        )
    alt = (
        f"Profit against productivity, before and after opening. Firms below {trade.phi_domestic:.2f} close and "
        f"firms above {trade.phi_export:.2f} export, but profit is above its autarky level only beyond "
        f"{trade.phi_winner:.2f}."
    )
    return Figure(ax.figure, alt)


REGISTRATIONS = {
    "private": "private",
    "state": "state-owned",
    "collective": "collective",
    "limited_liability": "limited liability",
    "cooperative": "cooperative",
    "share_holding": "share-holding",
}


def ownership_shares(counts, types=("private", "limited_liability", "collective", "state"), ax=None):
    """Draw the share of four types of registration in all industrial enterprises over time.

    Parameters
    ----------
    counts : pandas.DataFrame
        Rows are types of registration and ``total``, columns are years: ``clean_wide(3)``. Years in which a type is
        not available leave a gap that is bridged with a thin line.
    types : sequence of str
        Which rows to draw, at most four.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new chart if left out.
    """
    shares = 100 * counts.loc[list(types)] / counts.loc["total"]
    years = shares.columns.astype(int)
    first, last = shares.iloc[:, 0], shares.iloc[:, -1]
    ax = new_axes(
        "Private firms went from one in eleven to nearly one in two",
        "Year (2004: not printed for most types)",
        "Share of industrial enterprises (%)",
        ax,
    )
    ends = spread(last.to_numpy(), 4.0)
    for (name, row), colour, dash, end in zip(shares.iterrows(), SERIES, DASHES, ends, strict=False):
        known = row.notna().to_numpy()
        _seaborn().lineplot(x=years[known], y=row[known].to_numpy(), ax=ax, color=colour, linewidth=0.8, legend=False)
        ax.plot(years, row.to_numpy(), color=colour, linestyle=dash, marker="o", markersize=4)
        label_line(ax, years[-1], end, REGISTRATIONS[name], color=colour)
    ax.set_xticks(years)
    ax.set_ylim(0)
    said = "; ".join(
        f"{REGISTRATIONS[name]} {'rises' if last[name] > first[name] else 'falls'} from {first[name]:.0f} "
        f"to {last[name]:.0f} percent"
        for name in types
    )
    return Figure(ax.figure, f"Shares of all industrial enterprises, {years[0]} to {years[-1]}: {said}.")


def province_bars(values, title, x_label, top=12, highlight=(), ax=None):
    """Draw the largest provinces as horizontal bars, some of them highlighted.

    Parameters
    ----------
    values : pandas.Series
        One number a province, indexed by name.
    title : str
        The finding.
    x_label : str
        What the bars measure, with its unit.
    top : int
        How many of the largest to draw; the rest is summed into the alternative text.
    highlight : sequence of str
        Provinces drawn in the accent colour with a darker edge.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new chart if left out.
    """
    largest = values.sort_values(ascending=False).head(top)
    ax = new_axes(title, x_label, "Province", ax, figsize=(4.4, 0.9 + 0.26 * top))
    colours = [ACCENT if name in highlight else "#a9a497" for name in largest.index]
    _seaborn().barplot(x=largest.to_numpy(), y=largest.index, hue=largest.index, palette=colours, ax=ax, legend=False)
    ax.grid(axis="y", visible=False)
    ax.grid(axis="x", visible=True)
    ax.set_xlim(0)
    for name, bar in zip(largest.index, ax.patches, strict=False):
        if name in highlight:
            bar.set_edgecolor(INK)
    share = 100 * largest.sum() / values.sum()
    named = ", ".join(f"{name} {value:,.0f}" for name, value in largest.head(5).items())
    return Figure(
        ax.figure,
        f"Bars of the {top} largest provinces, which hold {share:.0f} percent of the whole. The five largest: {named}.",
    )


def size_and_depth(firms, assets_per_job, labels, ax=None):
    """Draw mean size of small firms against their assets per job, a point for each province.

    Parameters
    ----------
    firms : pandas.Series
        Workers per SME, by province.
    assets_per_job : pandas.Series
        Assets per SME worker, thousand yuan, by province.
    labels : sequence of str
        Provinces to name in the chart.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new chart if left out.
    """
    correlation = float(np.corrcoef(firms, assets_per_job)[0, 1])
    ax = new_axes(
        "Where small firms are larger, they do not own more per worker",
        "Workers per small or medium firm",
        "Assets per worker (thousand yuan)",
        ax,
    )
    _seaborn().scatterplot(x=firms.to_numpy(), y=assets_per_job.to_numpy(), ax=ax, color=SERIES[2], s=28, legend=False)
    for name in labels:  # below the lowest point there is room, above it a crowd
        up = -11 if assets_per_job[name] == assets_per_job.min() else 3
        ax.annotate(name, (firms[name], assets_per_job[name]), xytext=(4, up), textcoords="offset points", fontsize=9)
    ax.set_ylim(0, 1.1 * assets_per_job.max())
    return Figure(
        ax.figure,
        f"A cloud of {len(firms)} provinces. Workers per firm run from {firms.min():.0f} to "
        f"{firms.max():.0f}, assets per worker from {assets_per_job.min():.0f} to "
        f"{assets_per_job.max():.0f} thousand yuan; their correlation is {correlation:.2f}.",
    )


def learning_modes(ax=None):
    """Draw Figure 1 of the paper: four learning modes and the strategy that goes with each, on two capabilities.

    The words are the paper's, the axes are drawn as quantities with the thresholds of ``classify``.

    Parameters
    ----------
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new chart if left out.
    """
    ax = new_axes(
        "Two abilities, four ways to learn",
        "Product technology capability (0 to 1 = the frontier)",
        "Process capability (0 to 1)",
        ax,
        figsize=(4.6, 3.6),
    )
    corners = {
        (0.25, 0.25): ("applications specialist", "free riding"),
        (0.25, 0.75): ("process pioneer", "niche"),
        (0.75, 0.25): ("product pioneer", "niche"),
        (0.75, 0.75): ("fast follower", "cluster"),
    }
    for (x, y), (mode, strategy) in corners.items():
        ax.annotate(mode, (x, y + 0.03), ha="center", va="bottom", weight="bold", fontsize=9.5)
        ax.annotate(strategy, (x, y - 0.03), ha="center", va="top", fontsize=9.5)
    for start, stop in (((0.25, 0.36), (0.25, 0.64)), ((0.43, 0.86), (0.58, 0.86))):
        ax.annotate("", stop, start, arrowprops={"arrowstyle": "->", "color": ACCENT})
    ax.axhline(0.5, color=INK, linewidth=1)
    ax.axvline(0.5, color=INK, linewidth=1)
    ax.set(xlim=(0, 1), ylim=(0, 1), xticks=(0, 0.5, 1), yticks=(0, 0.5, 1))
    ax.grid(False)
    return Figure(
        ax.figure,
        "A square cut into four. Low on both capabilities: applications specialist, free riding. "
        "High only on process: process pioneer, niche. High only on product: product pioneer, "
        "niche. High on both: fast follower, cluster. Arrows lead from specialist to the process "
        "pioneer and from there to the fast follower.",
    )


def regional_shares(compared, taxes, ax=None):
    """Draw Figure 5: the coast's share of small firms, their workers, assets and taxes, beside what Table 4 gives.

    Parameters
    ----------
    compared : pandas.DataFrame
        From ``tables.compare_groupings()``: rows of grouping, region, measure, with ``table_5`` and ``table_4`` in %.
    taxes : float
        The coast's share of the taxes of small firms, in % from 0 to 100: Table 5 has it, and Table 4 has none.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new chart if left out.
    """
    coast = compared[compared["region"] == "coast"]
    words = {"smes": "SMEs", "employees": "their workers", "assets": "their assets", "tax": "their taxes"}
    ax = new_axes(
        "The coast has six tenths or more, whatever counts as coast",
        "Share of the coast (%)",
        "Measure",
        ax,
        figsize=(4.6, 3.4),
    )
    marks = {"coast of twelve": ("^", SERIES[1]), "coast of eleven": ("s", SERIES[2]), "coast of ten": ("v", SERIES[3])}
    rows = {measure: row for row, measure in enumerate(reversed(words))}
    printed, said = {}, []
    for measure, row in reversed(rows.items()):
        part = coast[coast["measure"] == measure].set_index("grouping")
        printed[measure] = float(taxes if part.empty else part["table_5"].iloc[0])
        ax.barh(row, printed[measure], 0.5, color="#d9d5c9", edgecolor=INK, linewidth=0.8)
        told = [f"{words[measure]} {printed[measure]:.1f} percent in print"]
        for grouping, (mark, colour) in marks.items() if len(part) else ():
            share = part.at[grouping, "table_4"]
            name = grouping if row == rows["smes"] else None
            ax.plot(share, row, mark, color=colour, markersize=6, label=name)
            told.append(f"{share:.1f} with a {grouping}")
        said.append(", ".join(told))
    ax.set_yticks(list(rows.values()), [words[name] for name in rows])
    ax.set_ylabel("")
    ax.set_xlim(0, 100)
    ax.grid(False)
    ax.legend(
        loc="upper center",
        bbox_to_anchor=(0.45, -0.22),
        ncols=3,
        fontsize=8,
        frameon=False,
        handletextpad=0.2,
        columnspacing=0.8,
    )
    least = min(coast["table_4"].min(), *printed.values())
    return Figure(
        ax.figure,
        f"The coast has {int(least)} percent or more by each measure: {'; '.join(said)}. "
        "Bars are Table 5 (2005), marks are Table 4 (2003), which has no taxes.",
    )


def lever_effects(effects, ax=None):
    """Draw how far each measure alone moves a country: a row a measure, a mark for each of three axes.

    Parameters
    ----------
    effects : dict
        Titles of measures, each with its changes by axis, in percentage points, as from
        ``missing_middle.policy.effects.effects_of``.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a new chart if left out.
    """
    if not effects:
        raise ValueError("effects = {} is not allowed: give at least one measure.")
    largest = {name: max(changes.values(), key=abs) for name, changes in effects.items()}
    rows = sorted(effects, key=lambda name: -abs(largest[name]))
    moving = sum(abs(change) >= VISIBLE for change in largest.values())
    title = f"Alone, {moving} of {len(rows)} measures move the country along an axis"
    ax = new_axes(
        title, "Change at full strength (percentage points)", "Measure", ax, figsize=(4.6, 1.3 + 0.5 * len(rows))
    )
    ax.set_ylabel("")
    ax.set_yticks([])
    ax.grid(axis="y", visible=False)
    ax.axvline(0, color=INK, linewidth=1)
    axes = list(effects[rows[0]])
    for axis, marker, colour in zip(axes, "os^", SERIES[:3], strict=True):
        values = [effects[name][axis] for name in rows]
        ax.plot(values, range(len(rows)), marker, color=colour, markersize=6, label=axis, clip_on=False)
    least, most = (min(0, *ax.get_xlim()), max(1, *ax.get_xlim()))
    ax.set_xlim(least, most)
    for row, name in enumerate(rows):
        ax.text(
            least, row - 0.34, name, fontsize=9, va="center", bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 0.5}
        )
    ax.set_ylim(len(rows) - 0.5, -0.75)
    ax.legend(
        loc="upper left",
        bbox_to_anchor=(-0.02, -0.6 / (0.9 + 0.5 * len(rows))),
        ncols=3,
        frameon=False,
        fontsize=9,
        handletextpad=0.1,
        columnspacing=0.9,
    )
    strongest = rows[0]
    told = ", ".join(f"{axis} {change:+.1f}".replace("-", "\u2212") for axis, change in effects[strongest].items())
    return Figure(
        ax.figure,
        f"{len(rows)} measures, each alone at full strength; {moving} move an axis by {VISIBLE} points or more. The "
        f"strongest is {strongest}: {told} percentage points.",
    )
