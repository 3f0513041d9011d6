"""``{inventory} pre-test``: the ten items of a diagnostic test, answered in the page, without a kernel.

Items come from ``missing_middle.checks.inventory``. First all ten are answered, then the page says of each which belief
stands behind the choice, and where the course takes it up (``inventory.js``). The post-test also knows which answers of
the pre-test were right, so that it can show the gain. Options look and act as those of ``{quiz}``.
"""

import json
from html import escape

from docutils import nodes

from house.content.quiz import Quiz, data_by_name, plain_script
from house.render.modules import ask
from house.shown import computed
from missing_middle.checks.inventory import TESTS, lettered, page_items

BEFORE = {"post-test": "pre-test"}


class inventory(nodes.General, nodes.Element):
    """A whole test: one form, with its data in ``items``."""


class inventory_item(nodes.General, nodes.Element):
    """One item: a stem and five options."""


class Inventory(Quiz):
    """Name of the test."""

    required_arguments, optional_arguments = 1, 0

    def run(self):
        (test,) = self.arguments
        self.note_checks()
        if test not in TESTS:
            raise self.error(f"test = {test!r} is not allowed: give one of {', '.join(TESTS)}.")
        items = computed(self.env, page_items, test)
        parts = [
            inventory_item(
                "", self.stem(item["stem"]), *self.options_of(item, str, field=item["id"]), item=item, place=place
            )
            for place, item in enumerate(items, 1)
        ]
        return [inventory("", *parts, items=items, test=test, rights=computed(self.env, rights, test))]


def rights(test):
    """Right letters by item of the test taken before ``test``; empty if there is none."""
    return {one.item.id: one.right for one in lettered(BEFORE[test])} if test in BEFORE else {}


def visit_inventory(writer, node):
    before = escape(json.dumps(node["rights"]))
    writer.body.append(
        f'<form class="quiz" data-inventory="{node["test"]}" data-before="{before}" autocomplete="off" novalidate>\n'
    )


def depart_inventory(writer, node):
    writer.body.append(
        '<noscript><p class="quiz-quiet">Without scripts this page cannot keep your answers. Note them on paper; the '
        "chapters that the items belong to are in the contents.</p></noscript>\n"
        '<div data-live hidden><p class="quiz-tools"><button type="submit">I have answered all ten</button> '
        '<button type="button" data-save hidden>Save my answers as a file</button> '
        '<button type="button" data-clear>Forget this test</button></p>\n'
        '<p role="status" data-said>Your answers stay in this browser.</p>\n'
        '<div data-gain tabindex="-1" role="group" aria-label="Your result"></div></div>\n'
        f"{plain_script([*data_by_name(writer.builder, node['items']).values()])}</form>\n"
    )


def visit_item(writer, node):
    name = node["item"]["id"]
    writer.body.append(
        f'<div class="quiz-item check" id="{name}"><fieldset aria-describedby="{name}-reply">'
        f"<legend>{node['place']}. {escape(node['item']['title'])}</legend>\n"
    )


def depart_item(writer, node):
    writer.body.append(f'<p class="quiz-reply" id="{node["item"]["id"]}-reply"></p>\n</fieldset></div>\n')


def add_files(app, pagename, templatename, context, doctree):
    if doctree is not None and next(iter(doctree.findall(inventory)), None) is not None:
        app.add_css_file("quiz.css")
        ask(app, "inventory.js")


def setup(app):
    app.add_directive("inventory", Inventory)
    app.add_node(inventory, html=(visit_inventory, depart_inventory))
    app.add_node(inventory_item, html=(visit_item, depart_item))
    app.connect("html-page-context", add_files)
