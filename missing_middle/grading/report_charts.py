"""The charts of the item report, as SVG with a sentence for those who do not see them."""

import io
import re
from html import escape
from statistics import median

INK, BLUE, ORANGE = "#1f2328", "#0072b2", "#d55e00"


def bars(items):
    """How hard each question is, and how well it separates."""
    hardest = min(items, key=lambda item: item.facility)
    words = (
        f"Facility of each question, with its discrimination as a dot. The hardest is {hardest.id}, "
        f"at {hardest.facility:.2f}."
    )

    def draw(axes):
        places = range(len(items))
        axes.barh(places, [item.facility for item in items], color=BLUE, height=0.6, label="facility")
        dots = [
            (item.discrimination, place)
            for place, item in zip(places, items, strict=True)
            if item.discrimination is not None
        ]
        if dots:
            axes.plot(*zip(*dots, strict=True), "o", color=ORANGE, markeredgecolor="white", label="discrimination")
        axes.set_yticks(list(places), [item.id for item in items])
        axes.invert_yaxis()
        axes.set_xlim(min(0, *(dot for dot, _ in dots), 0) - 0.02, 1.02)
        axes.set_xlabel("Facility (bar) and discrimination (dot), 0 to 1")
        axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))

    return _chart(draw, words, 0.35 * len(items) + 1)


def gains(rows):
    """Who is right before and after the course, item by item."""
    words = "Share of students who have each item right, before (open dot) and after (full dot)."

    def draw(axes):
        places = range(len(rows))
        before, after = [row.before["right"] for row in rows], [row.after["right"] for row in rows]
        axes.hlines(places, before, after, color=BLUE, linewidth=2)
        axes.plot(before, places, "o", color=BLUE, markerfacecolor="white", label="before")
        axes.plot(after, places, "o", color=BLUE, label="after")
        axes.set_yticks(list(places), [row.id for row in rows])
        axes.invert_yaxis()
        axes.set_xlim(-0.02, 1.02)
        axes.set_xlabel("Share of students who are right, 0 to 1")
        axes.legend(frameon=False, loc="upper left", bbox_to_anchor=(1, 1))

    return _chart(draw, words, 0.35 * len(rows) + 1)


def totals(points, possible):
    """How the totals are spread."""
    sums = [sum(row) for row in points]
    words = f"Distribution of the totals: {len(sums)} students, median {median(sums):g} of {possible:g}."

    def draw(axes):
        axes.hist(sums, bins=[edge - 0.5 for edge in range(int(possible) + 2)], color=BLUE, edgecolor="white")
        axes.set_xlabel(f"Points, of {possible:g}")
        axes.set_ylabel("Students")

    return _chart(draw, words, 2.4)


def _chart(draw, words, height):
    """A chart as SVG, the same bytes for the same numbers, with its sentence for those who do not see it."""
    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    with matplotlib.rc_context(
        {
            "svg.hashsalt": "item report",
            "svg.fonttype": "none",
            "font.size": 10,
            "text.color": INK,
            "axes.spines.top": False,
            "axes.spines.right": False,
        }
    ):
        figure = Figure(figsize=(7, height), layout="constrained")
        FigureCanvasSVG(figure)
        draw(figure.add_subplot())
        text = io.StringIO()
        figure.savefig(text, format="svg", metadata={"Date": None, "Creator": None})
    svg = re.sub(r"<metadata>.*?</metadata>", "", text.getvalue()[text.getvalue().index("<svg") :], flags=re.S)
    return f'<figure role="img" aria-label="{escape(words)}">{svg}<figcaption>{escape(words)}</figcaption></figure>'
