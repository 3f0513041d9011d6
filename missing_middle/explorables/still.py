"""A widget on paper: its charts in one state, with the sentence as alternative text."""

import matplotlib.pyplot as plt
from matplotlib.transforms import ScaledTranslation

from missing_middle import plots
from missing_middle.explorables.views import ROW

WIDTH = 6.4  # inches
CURVES, BAR, ENDS = 3.3, 0.42, 0.95


def still(views, specs, frame, fill, sentence):
    """Return a :class:`~missing_middle.plots.Figure` of all ``views`` below each other.

    ``specs`` are the views' descriptions (with the ends of their axes), ``fill`` turns a template into words.
    """
    heights = [BAR * len(spec["bars"]) + ENDS if "bars" in spec else CURVES for spec in specs]
    with plt.rc_context(plots.STYLE):
        figure, grid = plt.subplots(len(views), figsize=(WIDTH, sum(heights)), height_ratios=heights, squeeze=False)
        for view, spec, ax in zip(views, specs, grid[:, 0], strict=True):
            name_axes(ax, fill(view.title), spec)
            view.paint(ax, frame, spec, fill)
    return plots.Figure(figure, " ".join([sentence, *(fill(view.alt) for view in views)]))


def name_axes(ax, title, spec):
    """Write the title and the labels, the upward one flat below the title, where it is easy to read."""
    across = spec.get("x", spec.get("axis", {})).get("label") or title
    upward = spec.get("y", {}).get("label")
    plots.new_axes(title, across, upward or across, ax)
    if upward is None:
        ax.set_ylabel("")
        return
    ax.set_ylabel(upward, rotation=0, ha="left", va="bottom", fontsize=9.5)
    above = ROW * sum(rule["axis"] == "x" for rule in spec.get("rules", []))  # the rules' words stand there
    shift = ScaledTranslation(0, (above + 5) / 72, ax.figure.dpi_scale_trans)
    ax.yaxis.set_label_coords(0, 1, transform=ax.transAxes + shift)
    ax.set_title(ax.get_title(loc="left"), loc="left", fontweight="bold", pad=above + 23)
