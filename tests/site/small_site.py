"""A site of a few plain pages, built by Sphinx with some of the course's own extensions and nothing else."""

import subprocess
import sys

from course_site import ROOT

CONF = """import sys
sys.path.insert(0, {ext!r})
extensions = {extensions!r}
if "myst_nb" not in extensions:  # it brings the parser itself
    extensions.insert(0, "myst_parser")
project = html_title = "The Missing Middle"
myst_enable_extensions = ["attrs_inline", "colon_fence"]
html_theme = "basic"
"""


def small_build(folder, extensions, pages, **settings):
    """Build ``pages`` (path without suffix: text); the first is the root. Return the finished process."""
    for name, text in pages.items():
        file = folder / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        if not file.exists() or file.read_text(encoding="utf8") != text:
            file.write_text(text, encoding="utf8")
    conf = CONF.format(ext=str(ROOT / "book" / "_ext"), extensions=extensions)
    conf += f"root_doc = {next(iter(pages))!r}\n" + "".join(f"{key} = {value!r}\n" for key, value in settings.items())
    (folder / "conf.py").write_text(conf, encoding="utf8")
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-q",
        "-W",
        "--keep-going",
        "-b",
        "html",
        str(folder),
        str(folder / "_html"),
    ]
    return subprocess.run(command, capture_output=True, text=True)
