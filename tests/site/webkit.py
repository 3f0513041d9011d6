"""A WebKit, the engine of Safari, driven by the WebDriver that Debian's ``webkit2gtk-driver`` brings.

It draws to a screen, so it gets one that nobody sees (Xvfb).
"""

import json
import os
import subprocess
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from firefox import free_port

BROWSER = "*/webkit2gtk-4*/MiniBrowser"  # below /usr/lib: the small browser that comes with the library


class WebKit:
    """One window."""

    def __init__(self, port):
        self._base = f"http://127.0.0.1:{port}/session"
        binary = max(Path("/usr/lib").glob(BROWSER))
        options = {"binary": str(binary), "args": ["--automation"]}
        asked = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._base += "/" + self.call("", asked)["sessionId"]

    def call(self, path, body=None, method="POST"):
        data = json.dumps(body or {}).encode() if method == "POST" else None
        request = Request(self._base + path, data, {"Content-Type": "application/json"}, method=method)
        try:
            with urlopen(request, timeout=60) as reply:
                return json.load(reply)["value"]
        except HTTPError as error:
            raise RuntimeError(f"{path}: {json.load(error)['value']['message']}") from None

    def open(self, address):
        self.call("/url", {"url": address})

    def width(self, pixels):
        self.call("/window/rect", {"width": pixels, "height": 900})

    def read(self, expression):
        """The value of a JavaScript expression."""
        return self.call("/execute/sync", {"script": f"return {expression};", "args": []})

    def wait(self, expression, seconds=20):
        """Return the value of ``expression`` as soon as it is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if value := self.read(expression):
                return value
            time.sleep(0.05)
        raise AssertionError(f"not within {seconds} s: {expression}")

    def press(self, *keys):
        """Press keys, each one letter or a code of WebDriver."""
        strokes = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        self.call("/actions", {"actions": [{"type": "key", "id": "keys", "actions": strokes}]})

    def close(self):
        self.call("", method="DELETE")


@contextmanager
def running(*command, **options):
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, **options)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(20)


@contextmanager
def webkit(driver, screen):
    """Run the program ``driver`` on a screen of the program ``screen``, and give its browser as a :class:`WebKit`."""
    port = free_port()
    with ExitStack() as stack:
        shown, display = os.pipe()
        stack.enter_context(
            running(screen, "-displayfd", str(display), "-screen", "0", "1400x1000x24", pass_fds=[display])
        )
        os.close(display)
        with os.fdopen(shown) as number:
            name = f":{number.readline().strip()}"
        # Its own settings, storage and cache. A helper of the browser may still write there when the driver has ended.
        home = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        seen = {"DISPLAY": name, "GDK_BACKEND": "x11", "LIBGL_ALWAYS_SOFTWARE": "1", "HOME": home}
        rooms = {f"XDG_{kind}_HOME": home for kind in ("CONFIG", "DATA", "CACHE")}
        stack.enter_context(running(driver, f"--port={port}", env=os.environ | seen | rooms))
        browser = started(port)
        stack.callback(browser.close)
        yield browser


def started(port, seconds=20):
    """Return the session of a driver that has just been started."""
    end = time.monotonic() + seconds
    while True:
        try:
            return WebKit(port)
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
