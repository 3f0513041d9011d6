"""Pages of one browser that tests borrow: to start a page costs more than to open one of the course in it.

A test asks for a page or a context as it asks Playwright, and closes it. The next one that asks for the same settings
gets the same page, wiped: nowhere, nothing stored, nothing that listens, size and media as new. What leaves traces that
cannot be wiped, such as a script that runs first or a clock, is closed for good.
"""

import json

SIZE = {"width": 1280, "height": 720}  # Playwright's own
LASTING = [
    "add_cookies",
    "add_init_script",
    "add_locator_handler",
    "expose_binding",
    "expose_function",
    "grant_permissions",
    "install",
    "new_cdp_session",
    "pause",
    "route",
    "route_from_har",
    "route_web_socket",
    "set_default_navigation_timeout",
    "set_default_timeout",
    "set_extra_http_headers",
    "set_geolocation",
    "set_offline",
]
FORGET = "() => { try { localStorage.clear(); sessionStorage.clear(); } catch {} }"  # a page may have none


class Lender:
    """A browser whose contexts go round."""

    def __init__(self, chromium):
        self._chromium, self._idle = chromium, {}

    def new_context(self, viewport=SIZE, own=False, **settings):
        """A context with one page in it, new or wiped; an ``own`` one is new, and nobody gets it afterwards."""
        if own:
            return self._chromium.new_context(viewport=viewport, **settings)
        shelf = self._idle.setdefault(json.dumps(settings, sort_keys=True), [])
        one = shelf.pop() if shelf else Lent(self._chromium.new_context(**settings), settings, shelf)
        return one.lend(viewport)

    def new_page(self, **settings):
        """The page of a context of its own, with which it closes."""
        return self.new_context(**settings).new_page()


class Lent:
    """A context and its page, of which the methods that end or mark them are watched."""

    def __init__(self, context, settings, shelf):
        self._context, self._settings, self._shelf = context, settings, shelf
        self._end, self._another, self._page = context.close, context.new_page, context.new_page()
        self._line = context.new_cdp_session(self._page)
        self._heard, self._marked, self._out = [], False, False
        for thing in (context, self._page, context.clock):
            for name in LASTING:
                if hasattr(thing, name):
                    setattr(thing, name, self._marking(getattr(thing, name)))
        context.close = self._page.close = self.back
        context.new_page = self._first_page
        for thing in (context, self._page):
            thing.on, thing.once = self._hearing(thing, thing.on), self._hearing(thing, thing.once)

    def lend(self, viewport):
        self._out = False
        self._page.set_viewport_size(viewport)
        return self._context

    def back(self):
        """Wipe it and put it on the shelf, or end it."""
        if self._context in self._context.browser.contexts:
            try:
                self._wipe()
            except Exception:  # whatever it is that holds on, a page that cannot be wiped is not lent again
                self._marked = True
            if self._marked:
                self._end()
            elif self not in self._shelf:
                self._shelf.append(self)

    def _wipe(self):
        for page in self._context.pages:
            if page is not self._page:
                page.close()
        while self._heard:
            thing, *what = self._heard.pop()
            thing.remove_listener(*what)
        if self._marked:
            return
        self._page.evaluate(FORGET)
        self._page.goto("about:blank")
        # A page from disk may have had a storage that no other page sees (serving.py), and the next gets the other one.
        self._line.send("Storage.clearDataForOrigin", {"origin": "file://", "storageTypes": "local_storage"})
        self._page.mouse.move(0, 0)
        usual = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none", "media": "null"}
        self._page.emulate_media(**{name: self._settings.get(name, value) for name, value in usual.items()})
        self._context.clear_cookies()

    def _first_page(self):
        if self._out:
            return self._another()
        self._out = True
        return self._page

    def _marking(self, method):
        def marked(*arguments, **more):
            self._marked = True
            return method(*arguments, **more)

        return marked

    def _hearing(self, thing, method):
        def hears(event, f):
            self._heard.append((thing, event, f))
            return method(event, f)

        return hears
