"""What keeps a page from being called done: what axe-core finds, what it says, what it asks for, what does not fit."""

from course_site import LAID_OUT, ROOT

AXE = """async (rules) => (await axe.run(document,
  {preload: false, resultTypes: ["violations"], runOnly: rules})).violations
  .map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).join(" | "))"""
# In the dark the page is the same but for its colours, so only the rules about colour are asked again.
RULES = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"],
    "dark": ["color-contrast", "link-in-text-block"],
}


def inspect(view, address):
    """Return what keeps a page from being called done: in words, and nothing if all is well."""
    page, noise = view
    noise.clear()
    page.emulate_media(color_scheme="light")
    page.goto(address)
    if address.endswith("/index.html"):
        page.wait_for_url(lambda url: not url.endswith("/index.html"))  # the front door leads on by itself
    page.add_script_tag(path=ROOT / "tests" / "vendor" / "axe.min.js")
    # As an auditor does it: on the page just opened, whose lower parts have no layout yet. A phone has all the faults.
    found = page.evaluate(AXE, RULES["light"]) if page.viewport_size["width"] < 400 else []
    found = [f"just opened: {violation}" for violation in found]
    page.evaluate(LAID_OUT)
    found += [] if page.evaluate("document.documentElement.scrollWidth <= innerWidth") else ["it scrolls sideways"]
    for scheme, rules in RULES.items():
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(f"document.documentElement.dataset.theme === {scheme!r}")
        found += [f"{scheme}: {violation}" for violation in page.evaluate(AXE, rules)]
    return found + noise
