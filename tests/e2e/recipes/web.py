"""A web server of the tests' own on this machine, which keeps what forms send to it."""

from __future__ import annotations

import json
import string
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl

PAGES = Path(__file__).parent / "pages"


class Site:
    """Pages of `pages/` below `url`; `sent` is every form that was sent, in the order of arrival."""

    def __init__(self, orders: Sequence[Sequence[str]] = ()) -> None:
        self.sent: list[dict[str, str]] = []
        self._orders = [list(order) for order in orders]
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def page(self, name: str, **values: str) -> bytes:
        text = (PAGES / f"{name}.html").read_text(encoding="utf-8")
        if name == "orders":
            text = text.replace("$orders", json.dumps(self._orders))
        return (string.Template(text).substitute(values) if values else text).encode()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                name = self.path.partition("?")[0].strip("/")
                known = (PAGES / f"{name}.html").is_file() and name.isalpha()
                self._answer(200 if known else 404, site.page(name) if known else b"")

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                values = dict(parse_qsl(body, keep_blank_values=True))
                site.sent.append(values)
                what = f"Entry {len(site.sent)}, {next(iter(values.values()))},"
                self._answer(200, site.page("stored", what=what, back=self.path))

            def _answer(self, status: int, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        return Handler


@contextmanager
def serving(orders: Sequence[Sequence[str]] = ()) -> Iterator[Site]:
    """A site until the end of the block."""
    site = Site(orders)
    try:
        yield site
    finally:
        site.close()
