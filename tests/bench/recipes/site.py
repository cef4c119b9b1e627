"""The bench's own web pages, served on loopback, and what was done on them.

A page tells every press and every change of a field; each opening of a page is a visit of its own, so that what a
page of an earlier desktop still says is not mistaken for this one's.
"""

from __future__ import annotations

import contextlib
import threading
from collections import defaultdict
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

PAGES = Path(__file__).parent / "pages"


class Site:
    """The server; use as a context manager."""

    def __init__(self) -> None:
        self._told: dict[str, dict[int, str]] = defaultdict(dict)
        self._visits = 0
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self, directory=str(PAGES)))
        self._server.daemon_threads = True

    def __enter__(self) -> Site:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def visit(self) -> str:
        """The name of a new visit."""
        self._visits += 1
        return str(self._visits)

    def address(self, page: str, visit: str, **asked: str) -> str:
        """The address of a page; what is asked for changes it (`font`, `order`, `twist`)."""
        port = self._server.server_address[1]
        return f"http://127.0.0.1:{port}/{page}?{urlencode({'visit': visit} | asked)}"

    def told(self, visit: str) -> tuple[str, ...]:
        """What was done on the page, in order."""
        return tuple(what for _, what in sorted(self._told[visit].copy().items()))

    def hear(self, visit: str, number: int, what: str) -> None:
        """Take what a page says, and how many things it said before."""
        self._told[visit][number] = what


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, site: Site, *args: object, **options: object) -> None:
        self._site = site
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def do_POST(self) -> None:
        said = self.rfile.read(int(self.headers["Content-Length"])).decode()
        asked = parse_qs(urlsplit(self.path).query)
        self._site.hear(asked["visit"][0], int(asked["number"][0]), said)
        self.send_response(204)
        self.end_headers()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        # A page that went on before its answer came.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            super().end_headers()

    def log_message(self, *args: object) -> None:
        """Say nothing of requests."""
