"""A new chapter: a page that builds, named in the table of contents."""

import re

from missing_middle.authoring.course import AuthoringError, write_new
from missing_middle.authoring.skeletons import CHAPTER, filled


def new_chapter(course, name, after=None):
    """Write ``book/NAME.md`` and list it after another chapter; return the files that were written.

    Parameters
    ----------
    course : pathlib.Path
        A checkout of the course.
    name : str
        The chapter's number and a word, such as ``"3-4-machines"``.
    after : str or None
        The chapter that it follows; by default the last whose number is not larger.

    Raises
    ------
    AuthoringError
        If the name is not of that form or is taken, or if ``after`` is no chapter.
    """
    if not re.fullmatch(r"[1-9](-[0-9])?-[a-z]+(-[a-z]+)*", name):
        raise AuthoringError(f"name = {name!r} is not allowed: give number and word, such as 3-4-machines.")
    contents = course / "_toc.yml"
    text = contents.read_text(encoding="utf8")
    chapters = re.findall(r"^      - file: book/(\S+)$", text, re.MULTILINE)
    numbered = [chapter for chapter in chapters if re.match(r"[1-9]-", chapter) and chapter < name]
    follows = after or (numbered[-1] if numbered else chapters[-1])
    if follows not in chapters:
        raise AuthoringError(f"after = {follows!r} is not allowed: give one of {', '.join(chapters)}.")
    path = course / "book" / f"{name}.md"
    write_new(path, filled(CHAPTER, set="SET"))
    contents.write_text(listed(text, name, follows), encoding="utf8", newline="\n")
    return path, contents


def listed(text, name, after):
    """The table of contents with ``name`` behind the chapter ``after`` and its sections."""
    entry = re.compile(rf"(^      - file: book/{re.escape(after)}\n(?:^        .*\n)*)", re.MULTILINE)
    return entry.sub(rf"\g<1>      - file: book/{name}\n", text if text.endswith("\n") else text + "\n", count=1)
