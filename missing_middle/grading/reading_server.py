"""A server for one reader, on this machine only: each answer on a page, each page's points written at once.

Nobody else on the machine finds it without the key in its address. It serves nothing but its own pages.
"""

import secrets
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from missing_middle.grading.asking import SourceError
from missing_middle.grading.by_hand import Changed, decide, read_by_hand
from missing_middle.grading.reading import CRITERIA, answers, ids_of, points_of, waiting
from missing_middle.grading.reading_page import HERE, POLICY, end_page, problem_page, reading_page

FILES = {"reading.css": "text/css", "reading.js": "text/javascript"}
LARGEST_FORM = 100_000  # bytes
LOOPBACK = "127.0.0.1"


class Reading:
    """What is read, from which folder, and by whom."""

    def __init__(self, out, question=None, by=""):
        self.out, self.by, self.class_ = out, by, ids_of(out)
        self.answers = answers(out, question)
        self.places = {one.code: place for place, one in enumerate(self.answers)}
        self.key = secrets.token_urlsafe(24)

    def rows(self):
        """``by-hand.csv`` as it is now: another tab, or a spreadsheet, may have written to it."""
        return read_by_hand(self.out, self.class_)

    def waiting(self):
        """The answers that nobody has given points, as of now."""
        return waiting(self.out, self.answers)

    def next_after(self, place):
        """The code of the first answer after ``place`` that waits, else of the first one, else ``end``."""
        codes = [one.code for one in self.waiting()]
        later = [code for code in codes if self.places[code] > place]
        return (later or codes or ["end"])[0]

    def save(self, answer, form):
        """Write what the form gives. Raises :class:`SourceError`, and writes nothing, if it cannot be right."""
        points, comment = form("points"), form("comment")
        marks = [form(name) for name in CRITERIA]
        whole = all(mark in ("0", "1", "2", "3") for mark in marks)
        if not points and whole:
            points = f"{points_of([int(mark) for mark in marks], answer.question.points):g}"
        if not points:
            raise SourceError("give points, or all four marks. Nothing was written.")
        self.by = form("by") or self.by
        more = {"criteria": " ".join(marks)} if whole else {}
        decide(
            self.out,
            answer.student,
            answer.question.id,
            points,
            comment,
            self.by,
            seen=form("seen"),
            students=self.class_,
            **more,
        )


class Handler(BaseHTTPRequestHandler):
    """Answers requests that hold the key, and no others."""

    reading = None
    server_version = "reading"

    def do_GET(self):
        """A page, or one of its two files."""
        self._or_say_why(self._get)

    def do_POST(self):
        """Points for one answer."""
        self._or_say_why(self._post)

    def _or_say_why(self, work):
        """A spreadsheet may have spoilt the table, or a new run may be under way: that is told in the browser."""
        try:
            work()
        except (SourceError, OSError) as error:
            self._send(problem_page(str(error)), status=HTTPStatus.CONFLICT)

    def _get(self):
        name, query = self._asked()
        reading = self.reading
        if name in FILES:
            self._send((HERE / name).read_bytes(), FILES[name])
        elif name == "":
            self._go(reading.next_after(-1))
        elif name == "end":
            left = reading.waiting()
            self._send(end_page(len(reading.answers), len(left), left[0].code if left else ""))
        elif name in reading.places:
            way = query.get("go", [""])[0]
            step = {"back": -1, "on": 1}.get(way, 0)
            place = reading.places[name] + step
            if not step:
                self._show(name)
            elif 0 <= place < len(reading.answers):
                self._go(reading.answers[place].code)
            else:
                self._go("end")
        elif name is not None:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _post(self):
        name, _ = self._asked()
        if name is None:
            return
        length = self.headers.get("Content-Length", "")
        if name not in self.reading.places or not length.isdigit() or int(length) > LARGEST_FORM:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        given = parse_qs(self.rfile.read(int(length)).decode("utf-8", "replace"), keep_blank_values=True)

        def form(field):
            return given.get(field, [""])[0].strip().replace("\r\n", "\n")

        try:
            self.reading.save(self.reading.answers[self.reading.places[name]], form)
        except (Changed, SourceError) as error:
            self._show(name, str(error), HTTPStatus.CONFLICT)
        else:
            self._go(self.reading.next_after(self.reading.places[name]))

    def _asked(self):
        """Name and query of a request that holds the key and came to this address; else ``None``, and it is refused."""
        parts = urlsplit(self.path)
        key, _, name = parts.path.removeprefix("/").partition("/")
        host = self.headers.get("Host", "")
        right = host == f"{LOOPBACK}:{self.server.server_address[1]}"  # no other name, which a page elsewhere may own
        if right and secrets.compare_digest(key.encode(), self.reading.key.encode()):
            return name, parse_qs(parts.query)
        self.send_error(HTTPStatus.FORBIDDEN)
        return None, {}

    def _show(self, name, notice="", status=HTTPStatus.OK):
        reading = self.reading
        place = reading.places[name]
        answer = reading.answers[place]
        row = reading.rows().get((answer.student, answer.question.id))
        left = len(reading.waiting())
        page = reading_page(answer, row, place, len(reading.answers), left, reading.by, notice)
        self._send(page, status=status)

    def _go(self, name):
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", f"/{self.reading.key}/{name}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, data, kind="text/html", status=HTTPStatus.OK):
        self.send_response(status)
        for name, value in (
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Content-Length", str(len(data))),
            ("Content-Security-Policy", POLICY),
            ("Referrer-Policy", "no-referrer"),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        """The key stands in every address: nothing is printed."""


class Server(ThreadingHTTPServer):
    """One that keeps nobody waiting at the door: beyond the usual five a system may turn the others away."""

    daemon_threads = True
    request_queue_size = 64


def server_for(reading, port=0):
    """A server that is not yet running, and its address with the key."""
    handler = type("Handler", (Handler,), {"reading": reading})
    server = Server((LOOPBACK, port), handler)
    return server, f"http://{LOOPBACK}:{server.server_address[1]}/{reading.key}/"
