"""Serves the pages of the wheel `miniwob` on loopback, and talks with the page that is open.

The page asks for the next episode (`/next`, held open until there is one) and tells what the episode's query
and reward are. Nothing of this reaches Deskhand but the query, which is the person's goal.
"""

from __future__ import annotations

import contextlib
import importlib.util
import json
import queue
import threading
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HELD = 20.0
"""Seconds a request for the next episode is held open."""
SCRIPT = Path(__file__).with_name("episode.js")
_WAITING = b'<!doctype html><meta charset="utf-8"><title>Waiting</title><script src="/episode.js"></script>'


def pages() -> Path:
    """The folder of the wheel's pages.

    Raises:
        FileNotFoundError: the wheel is not installed.
    """
    found = importlib.util.find_spec("miniwob")
    if found is None or found.origin is None:
        raise FileNotFoundError("miniwob is not installed; run `pip install miniwob --no-deps`.")
    return Path(found.origin).parent / "html"


@dataclass(frozen=True)
class Told:
    """What the page said: its goal when an episode started, its raw reward when one ended."""

    number: int
    goal: str = ""
    reward: float = 0.0


class Pages:
    """The server; use as a context manager."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._page: str | None = None
        self._asked = 0
        self._started: queue.Queue[Told] = queue.Queue()
        self._ended: dict[int, float] = {}
        self._number = 0
        handler = partial(_Handler, self, directory=str(pages()))
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> Pages:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def start(self, task: str, seed: int, patience: float = 6.0) -> Told:
        """Open an episode and give what its page says; `patience` in seconds.

        Raises:
            TimeoutError: the page did not come up.
        """
        self._number += 1
        with self._turn:
            self._page = f"/miniwob/{task}.html?number={self._number}&seed={seed}"
            self._turn.notify_all()
        while True:
            try:
                told = self._started.get(timeout=patience)
            except queue.Empty as empty:
                raise TimeoutError(f"{task} did not start within {patience:.0f} s.") from empty
            if told.number == self._number:
                return told

    def reward(self, number: int) -> float | None:
        """The raw reward of an episode's first ending, or None while it goes on."""
        return self._ended.get(number)

    def next_page(self) -> str | None:
        """The page to go to, waiting a while for one; only the latest who asks gets it, the others have left."""
        with self._turn:
            self._asked += 1
            mine = self._asked
            self._turn.notify_all()
            self._turn.wait_for(lambda: self._asked != mine or self._page is not None, HELD)
            if self._asked != mine:
                return None
            page, self._page = self._page, None
            return page

    def hear(self, path: str, said: dict[str, object]) -> None:
        """Take what the page says."""
        number = int(str(said["number"]))
        if path == "/started":
            self._started.put(Told(number, goal=str(said["goal"])))
        else:
            self._ended.setdefault(number, float(str(said["reward"])))


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, bench: Pages, *args: object, **options: object) -> None:
        self._bench = bench
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/next":
            self._send(json.dumps(self._bench.next_page()).encode(), "application/json")
        elif path == "/episode.js":
            self._send(SCRIPT.read_bytes(), "text/javascript; charset=utf-8")
        elif path == "/waiting":
            self._send(_WAITING, "text/html; charset=utf-8")
        elif path.startswith("/miniwob/") and path.endswith(".html"):
            page = Path(self.translate_path(path)).read_bytes()
            self._send(
                page.replace(b"</head>", b'<script src="/episode.js"></script></head>', 1), "text/html; charset=utf-8"
            )
        else:
            super().do_GET()

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._bench.hear(self.path, said)
        self._send(b"{}", "application/json")

    def _send(self, body: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        # A page that went on before its answer came.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Say nothing of requests."""
