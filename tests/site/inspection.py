"""What keeps a page from being called done: what axe-core finds, what it says, what it asks for, what does not fit."""

from course_site import LAID_OUT, ROOT
from rare import FAR

AXE = """async (rules) => (await axe.run(document,
  {preload: false, resultTypes: ["violations"], ...rules})).violations
  .map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).join(" | "))"""
ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
COLOURS = ["color-contrast", "link-in-text-block"]
RULES = {
    "all": {"runOnly": ALL},
    "all but colours": {"runOnly": ALL, "rules": {name: {"enabled": False} for name in COLOURS}},
    "colours": {"runOnly": COLOURS},  # in the dark the page is the same but for these
    "room": {"runOnly": ["scrollable-region-focusable", "target-size"]},  # what another width can spoil
}


# The place that is kept for each section before it has a layout, and the sections that are taller: their ends would lie
# over the next one for whoever measures.
KEPT = """[...document.querySelectorAll("article.bd-article > section > section")]
  .map(one => parseFloat(getComputedStyle(one).containIntrinsicHeight.replace("auto ", "")) || null)"""
TALL = """(kept) => [...document.querySelectorAll("article.bd-article > section > section")]
  .filter((one, place) => kept[place] && one.offsetHeight > kept[place])
  .map(one => `${one.id} is ${one.offsetHeight} px tall`)"""


def inspect(view, address, everything=FAR):
    """Return what keeps a page from being called done: in words, and nothing if all is well.

    It is opened on a phone and then unfolded on a desk. What a rule says of both is asked once, on the desk, where more
    can be seen; ``everything`` (`make far`) asks it on the phone too, in both schemes.
    """
    page, noise = view
    noise.clear()
    found = []

    def ask(what, scheme="light"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(f"document.documentElement.dataset.theme === {scheme!r}")
        rules = page.evaluate(AXE, RULES[what])
        found.extend(f"{page.viewport_size['width']} px, {scheme}: {violation}" for violation in rules)

    page.set_viewport_size({"width": 320, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(address)
    if address.endswith("/index.html"):
        page.wait_for_url(lambda url: not url.endswith("/index.html"))  # the front door leads on by itself
    page.add_script_tag(path=ROOT / "tests" / "vendor" / "axe.min.js")
    ask("all but colours")  # as an auditor does it, on the page just opened, whose lower parts have no layout yet
    kept = page.evaluate(KEPT)
    page.evaluate(LAID_OUT)
    found += page.evaluate(TALL, kept)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        found += [] if page.evaluate("document.documentElement.scrollWidth <= innerWidth") else [f"{width} px scrolls"]
        if width > 320 or everything:
            ask("all")
            ask("colours", "dark")
        else:
            ask("room")
    return found + noise
