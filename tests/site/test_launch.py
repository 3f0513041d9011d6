"""Links that run a notebook: right when the course has an address, not there when it has none."""

import shutil
from urllib.parse import parse_qs, urlsplit

import nbformat
import pytest
from bs4 import BeautifulSoup
from course_site import ROOT
from house.content import launch
from small_site import small_build

HOME, HUB = "https://github.com/OWNER/missing-middle", "https://hub.example.edu"
STUDENTS = "https://github.com/OWNER/mm-students"
WELCOME = """# Welcome

(keep-your-work)=
## Keep your work

Download it. {repo}`instructor/grading.md` and {repo}`instructor/`

```{repo-files} instructor/*.md
```

```{toctree}
/book/2-4-trade
```
"""
CHAPTER = """# Trade

Text.

## Go on

Next.

```{toctree}
/notebooks/who-exports
/exercises/trade
```
"""
PAGES = {
    "book/welcome": WELCOME,
    "book/2-4-trade": CHAPTER,
    "notebooks/who-exports": "# Who exports?\n\nText.\n",
    "exercises/trade": "# Trade: exercises\n\nText.\n",
    "instructor/grading": "# Grading\n\nText.\n",
}


def pages_with(tmp_path_factory, **settings):
    folder = tmp_path_factory.mktemp("launch")
    done = small_build(folder, ["house.content.launch"], PAGES, exclude_patterns=["instructor", "_html"], **settings)
    assert done.returncode == 0, done.stderr
    return {
        name: BeautifulSoup((folder / "_html" / f"{name}.html").read_text(encoding="utf8"), "html.parser")
        for name in PAGES
        if not name.startswith("instructor")
    }


@pytest.fixture(scope="module")
def homeless(tmp_path_factory):
    return pages_with(tmp_path_factory)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    return pages_with(tmp_path_factory, house_repository=HOME, house_hub=HUB)


def outward(soup):
    return [link["href"] for link in soup.select("a[href^=http]") if "sphinx" not in link["href"]]


def test_without_an_address_no_page_has_a_link_to_a_service(homeless):
    assert all(outward(soup) == [] for soup in homeless.values())
    said = homeless["exercises/trade"].select_one(".launch").get_text(" ", strip=True)
    assert said.startswith("Open exercises/trade.") and "make lab" in said and "Binder" not in said


def test_with_an_address_a_notebook_opens_in_jupyterlab_on_binder(published):
    binder, hub = outward(published["notebooks/who-exports"])
    parts = urlsplit(binder)
    assert (parts.netloc, parts.path) == ("mybinder.org", "/v2/gh/OWNER/missing-middle/main")
    assert parse_qs(parts.query) == {"urlpath": ["lab/tree/notebooks/who-exports.md"]}  # here pages are Markdown
    parts = urlsplit(hub)
    assert f"{parts.scheme}://{parts.netloc}" == HUB and parts.path == "/hub/user-redirect/git-pull"
    assert parse_qs(parts.query) == {
        "repo": [HOME],
        "branch": ["main"],
        "urlpath": ["lab/tree/missing-middle/notebooks/who-exports.md"],
        "targetPath": ["missing-middle"],
    }


def test_without_a_hub_only_binder_is_offered(tmp_path_factory):
    page = pages_with(tmp_path_factory, house_repository=HOME)["exercises/trade"]
    assert [urlsplit(link).netloc for link in outward(page)] == ["mybinder.org"]


def test_a_chapter_offers_each_notebook_below_it_and_names_which(published):
    (box,) = published["book/2-4-trade"].select(".launch")
    assert [link.get_text() for link in box.select("a[href^=http]")] == [
        "Run who-exports on Binder",
        "Run who-exports on our hub",
        "Run trade on Binder",
        "Run trade on our hub",
    ]
    assert box.find_parent("section")["id"] == "go-on"


def test_colab_and_the_hub_open_the_repository_for_students_and_binder_the_whole_course(tmp_path_factory):
    page = pages_with(tmp_path_factory, house_repository=HOME, house_hub=HUB, house_students=STUDENTS)[
        "exercises/trade"
    ]
    binder, colab, hub = outward(page)
    assert "/gh/OWNER/missing-middle/main?" in binder
    assert colab == "https://colab.research.google.com/github/OWNER/mm-students/blob/main/exercises/trade.md"
    asked = parse_qs(urlsplit(hub).query)
    assert asked["repo"] == [STUDENTS] and asked["urlpath"] == ["lab/tree/mm-students/exercises/trade.md"]


def course_of_a_notebook(folder, **settings):
    """Build a chapter and the exercises below it, a notebook; return the folder of the pages."""
    (folder / "exercises").mkdir()
    shutil.copy(ROOT / "exercises" / "middle.ipynb", folder / "exercises")
    pages = {
        "book/welcome": "# Welcome\n\n```{toctree}\n/book/1-question\n```\n",
        "book/1-question": "# 1 The question\n\nText.\n\n```{toctree}\n/exercises/middle\n```\n",
    }
    quiet = {"nb_execution_mode": "off", "suppress_warnings": ["myst.xref_missing", "myst"]}
    extensions = ["myst_nb", "house.finish", "house.content.launch"]
    done = small_build(folder, extensions, pages, exclude_patterns=["_html"], **quiet, **settings)
    assert done.returncode == 0, done.stderr
    return folder / "_html"


def test_a_notebook_is_beside_its_page_and_installs_the_course_where_it_is_missing(tmp_path):
    site = course_of_a_notebook(tmp_path, house_repository=HOME)
    for page in ("exercises/middle.html", "book/1-question.html"):
        soup = BeautifulSoup((site / page).read_text(encoding="utf8"), "html.parser")
        (link,) = soup.select(".launch a[download]")
        assert link.get_text() == "Download middle"
        file = (site / page).parent / link["href"]
        assert file.resolve() == site / "exercises" / "middle.ipynb" and file.exists()
    title, cell, *_ = nbformat.read(site / "exercises" / "middle.ipynb", as_version=4).cells
    assert title.source.startswith("# ") and f"{HOME}/archive/main.zip" in cell.source
    assert "../book/" not in (site / "exercises" / "middle.ipynb").read_text(encoding="utf8")


def test_without_an_address_there_is_no_file_and_no_link_to_one(tmp_path):
    site = course_of_a_notebook(tmp_path)
    assert list(site.rglob("*.ipynb")) == []
    page = BeautifulSoup((site / "exercises" / "middle.html").read_text(encoding="utf8"), "html.parser")
    assert page.select_one(".launch").get_text(strip=True).startswith("Open") and not page.select("a[download]")


def test_ways_to_run_stand_under_the_title_and_lead_to_how_to_keep_work(published):
    box = published["exercises/trade"].select_one("h1 + .launch")
    assert box.select_one('a[href="../book/welcome.html#keep-your-work"]')


def test_files_of_the_repository_are_named_and_linked_once_there_is_an_address(homeless, published):
    assert homeless["book/welcome"].find("code", string="instructor/grading.md").find_parent("a") is None
    links = {link.get_text(): link["href"] for link in published["book/welcome"].select("a[href*=OWNER]")}
    assert links == {
        "instructor/grading.md": f"{HOME}/blob/main/instructor/grading.md",
        "instructor/": f"{HOME}/tree/main/instructor/",
    }
    assert "instructor/grading.md: grading" in published["book/welcome"].get_text()


def test_a_file_that_is_not_there_is_noticed(tmp_path):
    done = small_build(tmp_path, ["house.content.launch"], {"index": "# One\n\n{repo}`instructor/gone.md`\n"})
    assert done.returncode and "There is no instructor/gone.md" in done.stderr


@pytest.mark.parametrize(
    "repository, hub, named",
    [
        ("github.com/OWNER/NAME", "", "house_repository"),
        ("https://example.org/x", "", "house_repository"),
        (HOME, "hub.example.edu", "house_hub"),
        (HOME, "https://hub.example.edu/?x", "house_hub"),
    ],
)
def test_odd_addresses_are_refused_by_name(repository, hub, named):
    with pytest.raises(ValueError, match=f"{named} = .* is not allowed: give .*https://"):
        launch.refuse_other_addresses(repository, hub)


def test_a_repository_for_students_needs_the_course_that_it_installs():
    with pytest.raises(ValueError, match=r"house_students = .* is not allowed without house_repository"):
        launch.refuse_other_addresses("", "", STUDENTS)
    with pytest.raises(ValueError, match=r"house_students = .* is not allowed: give https://"):
        launch.refuse_other_addresses(HOME, "", "mine")


@pytest.mark.parametrize("repository", [HOME, HOME + ".git", HOME + "/"])
def test_spellings_of_one_address_give_one_link(repository):
    assert launch.binder(repository, "main", "x.ipynb") == launch.binder(HOME, "main", "x.ipynb")
    assert "missing-middle%2Fx.ipynb" in launch.puller(HUB, repository, "main", "x.ipynb")


def test_a_branch_with_a_slash_stays_one_part_of_the_path():
    assert "/v2/gh/OWNER/missing-middle/spring%2F2027?" in launch.binder(HOME, "spring/2027", "x.ipynb")


def test_no_other_page_or_script_builds_such_links():
    rooms = ("book", "notebooks", "solutions", "missing_middle")
    sources = [
        file
        for room in rooms
        for file in (ROOT / room).rglob("*")
        if file.suffix in (".md", ".py", ".ipynb", ".js") and file.name != "launch.py"
    ]
    assert sources and not [
        file
        for file in sources
        if any(place in file.read_text(encoding="utf8") for place in ("mybinder.org", "git-pull", "colab.research"))
    ]
