"""A headless Firefox, driven by WebDriver BiDi, which it speaks itself: no driver program stands between.

Playwright has a Firefox of its own making and cannot drive the one that readers have, hence these few lines.
"""

import json
import socket
import subprocess
import time
from contextlib import contextmanager

import websocket

# How the protocol names keys that are no letters.
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Space": " ",
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Firefox:
    """One tab. ``said`` holds the warnings and errors of the page that is open."""

    def __init__(self, address):
        self._socket = websocket.create_connection(address, timeout=60, suppress_origin=True)
        self._sent, self.said = 0, []
        self.call("session.new", capabilities={})
        self.call("session.subscribe", events=["log.entryAdded"])
        self._tab = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def call(self, method, **params):
        """Send one command and return its result; what the page says meanwhile goes to ``said``."""
        self._sent += 1
        self._socket.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while True:
            reply = json.loads(self._socket.recv())
            if reply["type"] == "event":
                entry = reply["params"]
                if entry["level"] in ("warn", "error"):
                    self.said.append(entry["text"])
            elif reply["id"] == self._sent:
                if reply["type"] == "error":
                    raise RuntimeError(f"{method}: {reply['message']}")
                return reply["result"]

    def open(self, address):
        self.said.clear()
        self.call("browsingContext.navigate", context=self._tab, url=address, wait="complete")
        self.wait("document.readyState === 'complete'")  # of a server's page it says so before deferred scripts ran

    def width(self, pixels):
        self.call("browsingContext.setViewport", context=self._tab, viewport={"width": pixels, "height": 900})

    def read(self, expression):
        """The value of a JavaScript expression that is text, a number, a truth value or nothing."""
        reply = self.call("script.evaluate", expression=expression, target={"context": self._tab}, awaitPromise=True)
        if reply["type"] == "exception":
            raise RuntimeError(reply["exceptionDetails"]["text"])
        return reply["result"].get("value")

    def wait(self, expression, seconds=20):
        """Return the value of ``expression`` as soon as it is true."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if value := self.read(expression):
                return value
            time.sleep(0.05)
        raise AssertionError(f"not within {seconds} s: {expression}; the page said {self.said}")

    def press(self, *keys):
        """Press keys one after the other, by name (``ArrowLeft``) or as a letter."""
        strokes = [{"type": kind, "value": KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        self.call(
            "input.performActions", context=self._tab, actions=[{"type": "key", "id": "keys", "actions": strokes}]
        )


@contextmanager
def firefox(program, profile):
    """Run ``program`` with an empty ``profile``, a folder, and give it as a :class:`Firefox`."""
    port = free_port()
    process = subprocess.Popen(
        [
            program,
            "--headless",
            "--no-remote",
            "--profile",
            str(profile),
            f"--remote-debugging-port={port}",
            "about:blank",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        for line in process.stdout:
            if "WebDriver BiDi listening" in line:
                break
        else:
            raise RuntimeError(f"Firefox ended with status {process.wait()}")
        yield Firefox(f"ws://127.0.0.1:{port}/session")
    finally:
        process.terminate()
        process.wait(20)
