"""What a page weighs and how long the book takes to build, beside a default Jupyter Book of the same pages.

Run ``python -m benchmarks site``. Weights are of everything that a page loads from the site, cold and gzipped; what the
default loads from other hosts comes on top and is counted as requests.
"""

import gzip
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).parents[1]
CODE = "---\nfile_format: mystnb\nkernelspec: {name: python3, display_name: Python 3}\n---\n\n"
EXPLORABLE = (
    CODE
    + """# An explorable

Formulas such as $\\varphi^* \\tau (f_x/f)^{1/(\\sigma-1)}$ around it.

```{code-cell} python
:tags: [remove-input]
from missing_middle.explorables import who_exports

who_exports()
```
"""
)
DEFAULT = """title: The same pages
execute: {execute_notebooks: force}
parse: {myst_enable_extensions: [amsmath, attrs_inline, colon_fence, deflist, dollarmath, substitution]}
"""
TOC = "format: jb-book\nroot: book/maths\nchapters: [{file: book/explorable}]\n"
WHEN_MATHS = """async () => {
  await document.fonts.ready;
  const paint = performance.getEntriesByName("first-contentful-paint")[0];
  const fonts = performance.getEntriesByType("resource").filter(r => r.name.includes("KaTeX")).map(r => r.responseEnd);
  return Math.max(paint ? paint.startTime : 0, ...fonts);
}"""


def build(folder, *options):
    """Build a book and return the seconds it took."""
    start = perf_counter()
    command = [str(Path(sys.executable).parent / "jupyter-book"), "build", *options, "-q", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return perf_counter() - start


def sample(folder, config):
    """Build a page of maths and a page with an explorable in ``folder``; return the folder of the site."""
    (folder / "book").mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "tests" / "site" / "pages" / "maths.md", folder / "book")
    (folder / "book" / "explorable.md").write_text(EXPLORABLE)
    (folder / "_toc.yml").write_text(TOC)
    (folder / "_config.yml").write_text(config)
    build(folder)
    return folder / "_build" / "html"


def sample_of_the_house(folder):
    """Build the two pages with the course's own configuration."""
    for part in ("_ext", "_static", "_templates"):
        shutil.copytree(ROOT / "book" / part, folder / "book" / part)
    for name in ("references.bib", "sources.csv"):
        shutil.copy(ROOT / "book" / name, folder / "book")
    return sample(folder, (ROOT / "_config.yml").read_text())


def weigh(browser, file):
    """Return (kilobytes that a page loads from its site, requests to other hosts, milliseconds to the first maths)."""
    page, own, others = browser.new_page(), set(), []
    page.route("http*://**", lambda route: route.abort())
    page.on("request", lambda r: others.append(r.url) if r.url.startswith("http") else own.add(r.url))
    page.goto(file.as_uri())
    page.wait_for_timeout(500)
    maths = page.evaluate(WHEN_MATHS)
    page.close()
    files = {Path(unquote(urlsplit(url).path)) for url in own if url.startswith("file:")}
    return sum(len(gzip.compress(f.read_bytes(), 9)) for f in files if f.is_file()) / 1024, len(others), maths


def pages(folder):
    """Rows about the two pages."""
    from playwright.sync_api import sync_playwright

    ours, theirs = sample_of_the_house(folder / "ours"), sample(folder / "theirs", DEFAULT)
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        weights = {
            (name, which): weigh(browser, site / "book" / f"{name}.html")
            for name in ("maths", "explorable")
            for which, site in (("ours", ours), ("theirs", theirs))
        }
        browser.close()
    for name, bound in (("maths", None), ("explorable", 300)):
        for place, what, limit in ((0, "all it loads cold, gzip (KB)", bound), (1, "requests to other hosts", 0)):
            mine, default = (weights[name, which][place] for which in ("ours", "theirs"))
            yield (
                f"{name} page, {what}",
                mine,
                limit,
                f"Jupyter Book as installed ({default:.3g})",
                default / mine if mine else None,
            )
    # Without a network the default never shows a formula: MathJax is at another host.
    yield "first maths on screen, from disk (ms)", weights["maths", "ours"][2], None, None, None


def book(folder):
    """Rows about building the whole course, in a copy."""
    skip = shutil.ignore_patterns(".git", ".venv", "_build", ".jupyter_cache", "__pycache__", ".*_cache", ".hypothesis")
    copy = folder / "course"
    shutil.copytree(ROOT, copy, ignore=skip)
    yield "the whole book, nothing cached (s)", build(copy, "--all"), None, None, None
    yield "the whole book, notebooks cached (s)", build(copy, "--all"), None, None, None
    yield "the whole book, nothing changed (s)", build(copy), 20, None, None


def rows():
    """All measurements."""
    with tempfile.TemporaryDirectory() as folder:
        yield from pages(Path(folder))
        yield from book(Path(folder))
