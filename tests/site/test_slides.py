"""Decks are made from the built pages: one a chapter, complete, silent, moved by the keyboard, open to all."""

import sys

import pytest
from bs4 import BeautifulSoup
from course_site import ROOT

sys.path.insert(0, str(ROOT / "instructor" / "slides"))

import decks

AXE = """async () => (await axe.run(document, {preload: false, resultTypes: ["violations"]})).violations
  .map(v => v.id + ": " + v.nodes.map(n => n.target.join(" ")).join(" | "))"""
PAGE = """<html><body><article class="bd-article"><section id="a"><span id="sec-a"></span>
<h1>2.9 Lamps<a class="headerlink" href="#a">#</a></h1>
<p><strong>Time:</strong> 10 minutes.</p><p>When you have worked through this section you can</p>
<ul class="simple"><li><p>count lamps</p></li></ul>
<section id="b"><h2>Light<a class="headerlink" href="#b">#</a></h2>
<p>A lamp gives <span class="pasted-text">12</span> units of <a href="glossary.html#light">light</a> to whoever is near,
and this sentence is long enough to stand alone on a slide<a class="use" href="s.html">°</a> &amp; be read.
Nobody reads this second one.</p>
<div class="math notranslate"><span class="katex">x</span></div>
<p>Short.
Second.</p>
<div class="cell docutils"><img alt="Light falls." src="../_images/lamp.svg"></div>
<div class="dropdown check admonition"><p class="admonition-title">How many?</p><p>Twelve.</p></div>
<div class="verdict admonition"><p class="admonition-title">The paper</p><p><strong>Right.</strong> It is.
Or not.</p></div></section>
<section id="c"><h2>Answer here</h2><p>A form.</p></section>
</section></article></body></html>"""


@pytest.fixture(scope="module")
def made(site, tmp_path_factory):
    """The folder of all decks, made from the built book."""
    out = tmp_path_factory.mktemp("slides") / "slides"
    decks.write(site, out, decks.chapters())
    return out


def test_a_page_is_cut_at_its_headings_and_nothing_is_lost_but_the_form():
    slides = decks.slides_of(PAGE)
    assert [slide.title for slide in slides] == ["2.9 Lamps", "You will be able to", "Light", "Light", "Light", "Light"]
    text = decks.deck(PAGE)
    for part in (
        "12</span> units of light to whoever",
        "&amp; be read.",
        'class="katex"',
        "Light falls.",
        "Twelve.",
        "How many?",
        "Right.",
        'src="_images/lamp.svg"',
    ):
        assert part in text, part
    assert "A form." not in text and "href=" not in text.split("<main>")[1] and "°" not in text


def test_the_first_words_are_on_the_slide_and_the_whole_paragraph_in_the_notes():
    soup = BeautifulSoup(decks.deck(PAGE), "html.parser")
    assert all(notes.has_attr("hidden") for notes in soup.select(".notes"))
    notes = " ".join(notes.extract().get_text() for notes in soup.select(".notes"))
    assert "Nobody reads this second one." in notes and "Second." in notes
    assert "Nobody reads" not in soup.get_text() and "Short.\nSecond." in soup.get_text()


def test_a_formula_stays_with_its_words_and_a_figure_with_the_point_that_leads_to_it():
    slides = decks.slides_of(PAGE)
    assert [type(block).__name__ for block in slides[2].body] == ["Point", "Tag", "Point"]
    assert slides[3].body[0].find("img")["alt"] == "Light falls."


def test_every_chapter_of_the_contents_has_a_deck():
    names = decks.chapters()
    assert len(names) == len(set(names)) and {"1-question", "2-4-trade", "5-5-international-transfer"} <= set(names)
    assert all((ROOT / "book" / f"{name}.md").is_file() for name in names)


# What is in sight: the place that is told, how many slides, how far one is too wide and too tall, and its tab index.
NOW = """() => {
  const now = document.querySelector(".slide.now");
  const seen = (slide) => slide.checkVisibility({visibilityProperty: true});
  const shown = [...document.querySelectorAll(".slide")].filter(seen).length;
  return [document.querySelector(".at").innerText, shown, now.scrollWidth - now.clientWidth,
    now.scrollHeight - now.clientHeight, now.tabIndex]; }"""


@pytest.mark.browser
@pytest.mark.parametrize("name", decks.chapters())
def test_deck_opens_from_disk_moves_by_keyboard_and_is_open_to_all(browser, made, name):
    context = browser.new_context(viewport={"width": 1280, "height": 720}, reduced_motion="reduce")
    page, noise = context.new_page(), []
    page.on("console", lambda m: noise.append(m.text) if m.type in ("warning", "error") else None)
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.on("request", lambda r: noise.append(r.url) if not r.url.startswith(("file:", "data:", "blob:")) else None)
    page.goto((made / f"{name}.html").as_uri())
    count = page.locator(".slide").count()
    assert count > 8 and page.evaluate(NOW)[0] == f"1 / {count}"
    for place in range(2, count + 1):
        page.keyboard.press("PageDown")
        at, shown, wide, tall, tab = page.evaluate(NOW)
        assert (at, shown) == (f"{place} / {count}", 1)
        assert wide <= 1 and (tab == 0 or tall <= 1), place  # what scrolls can be reached with the keyboard
    page.add_script_tag(path=ROOT / "tests" / "vendor" / "axe.min.js")
    page.evaluate("document.documentElement.classList.remove('running')")  # all slides at once
    assert page.evaluate(AXE) == []
    pictures = page.evaluate("[...document.images].filter(i => !i.complete || !i.naturalWidth).map(i => i.src)")
    assert noise == [] and pictures == []
    context.close()


@pytest.mark.browser
def test_keys_lead_back_show_notes_and_leave_the_controls_of_an_explorable_alone(browser, made):
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    page.goto((made / "2-4-trade.html").as_uri() + "#3")
    at = page.locator(".at")
    for key, place in [("ArrowRight", 4), (" ", 5), ("Shift+Space", 4), ("ArrowLeft", 3), ("End", None), ("Home", 1)]:
        page.keyboard.press("Space" if key == " " else key)
        assert place is None or at.inner_text().startswith(f"{place} /"), key
    page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    assert page.locator(".slide.now .notes").is_hidden()
    page.keyboard.press("n")
    assert page.locator(".slide.now .notes").is_visible()
    place = page.evaluate("[...document.querySelectorAll('.slide')].findIndex(s => s.querySelector('.xp-slot'))")
    page.goto((made / "2-4-trade.html").as_uri() + f"#{place + 1}")
    control = page.locator(".slide.now .xp-slot input[type=radio]").first
    control.focus()
    page.keyboard.press("ArrowRight")
    assert at.inner_text().startswith(f"{place + 1} /")
    page.keyboard.press("PageDown")
    assert at.inner_text().startswith(f"{place + 2} /")
    page.close()


@pytest.mark.browser
def test_index_leads_to_every_deck(browser, made):
    page = browser.new_page()
    page.goto((made / "index.html").as_uri())
    links = page.locator("main a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    assert links == [f"{name}.html" for name in decks.chapters()]
    page.close()
