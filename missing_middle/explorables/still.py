"""A widget on paper: its charts in one state, with the sentence as alternative text."""

import matplotlib.pyplot as plt

from missing_middle import plots

WIDTH, HEIGHT = 6.4, 3.1        # inches, of one chart


def still(views, specs, frame, fill, sentence):
    """Return a :class:`~missing_middle.plots.Figure` of all ``views`` below each other.

    ``specs`` are the views' descriptions (with the ends of their axes), ``fill`` turns a template into words.
    """
    with plt.rc_context(plots.STYLE):
        figure, grid = plt.subplots(len(views), figsize=(WIDTH, HEIGHT * len(views)), squeeze=False)
        for view, spec, ax in zip(views, specs, grid[:, 0], strict=True):
            across = spec.get("x", spec.get("axis", {})).get("label") or fill(view.title)
            upward = spec.get("y", {}).get("label") or across
            plots.new_axes(fill(view.title), across, upward, ax)
            if "y" not in spec:
                ax.set_ylabel("")
            view.paint(ax, frame, spec, fill)
    return plots.Figure(figure, " ".join([sentence, *(fill(view.alt) for view in views)]))
