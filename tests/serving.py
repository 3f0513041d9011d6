"""Pages over a server of this machine.

Tests of what a page keeps need one. Chromium 156 now and then opens a page from disk, in 1 of 50 fresh windows, with a
storage that no other page sees: what such a page keeps is gone with it. Over a server it never did so, in 320 windows.
"""

import threading
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


class Silent(SimpleHTTPRequestHandler):
    """Serves a folder, under ``policy`` if there is one, and says nothing."""

    def __init__(self, *given, policy=None, **more):
        self.policy = policy
        super().__init__(*given, **more)

    def end_headers(self):
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def log_message(self, *args):
        """Say nothing."""


def start(folder, policy=None):
    """A server of ``folder`` that runs, and its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, policy=policy, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}"


@contextmanager
def served(folder, policy=None):
    """The address of a server of ``folder``, which ends with the block."""
    server, address = start(folder, policy)
    with server:
        yield address
        server.shutdown()


lasting = cache(start)  # one for each folder, which ends with the tests


def over_http(page):
    """The address of a built page, or of one that stands alone, on a server of this machine."""
    top = next((above for above in page.parents if above.name == "html"), page.parent)
    return f"{lasting(top)[1]}/{page.relative_to(top).as_posix()}"
