"""A web page with everything a person presses, in as many looks as it has to be found again in.

The page tells where its things are: it sends their boxes to the server it came from.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlencode

import numpy as np

from deskhand.core.geometry import Box
from deskhand.core.screen import Frame

MARK = (254, 0, 255)
"""BGR of the mark in the corner of the page, from which its boxes are counted."""

ICONS = {
    "gear": "<circle cx=12 cy=12 r=4 /><path d='M12 2v4M12 18v4M2 12h4M18 12h4'/>",
    "bin": "<path d='M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v6M14 11v6'/>",
    "pen": "<path d='M4 20l1-5L16 4l4 4L9 19z M14 6l4 4'/>",
    "bell": "<path d='M6 17V11a6 6 0 0112 0v6l2 2H4zM10 21h4'/>",
    "lens": "<circle cx=10 cy=10 r=6 /><path d='M15 15l6 6'/>",
    "folder": "<path d='M3 6h6l2 3h10v10H3z'/>",
}
ROWS = (
    ("INV-1042", "Alice Johnson", "Paid", "120.00"),
    ("INV-1043", "Bob Martinez", "Open", "85.50"),
    ("INV-1044", "Chloe Dubois", "Open", "12.00"),
    ("INV-1045", "Daniel Kim", "Overdue", "310.25"),
    ("INV-1046", "Eva Schneider", "Paid", "44.90"),
)

_PAGE = """<!doctype html><meta charset="utf-8"><title>Orders - Little Shop</title>
<style>
:root{--bg:#fff;--fg:#222;--line:#bbb;--card:#f6f6f6;--btn:#efefef;--main:#1a66cc;--link:#0645ad}
.dark{--bg:#1e1f22;--fg:#ddd;--line:#555;--card:#2b2d30;--btn:#3c3f41;--main:#3574f0;--link:#7ab7ff;color-scheme:dark}
body{margin:0;background:var(--bg);color:var(--fg);font:14px FONT;padding:10px 24px}
#mark{position:absolute;left:0;top:0;width:6px;height:6px;background:#ff00fe}
a{color:var(--link)} h1{font-size:20px;margin:6px 0} h2{font-size:15px;margin:14px 0 6px}
button,select,input{font:inherit;color:inherit} .bar{display:flex;gap:8px;align-items:center}
button{background:var(--btn);border:1px solid var(--line);border-radius:4px;padding:5px 12px}
button.main{background:var(--main);color:#fff;border-color:var(--main)}
button:disabled{opacity:.45} select:disabled{opacity:.7}
input:disabled{background:rgba(239,239,239,.3);border-color:rgba(118,118,118,.3);color:rgb(84,84,84)}
button.icon{padding:4px 6px} svg{width:18px;height:18px;display:block;fill:none;
stroke:currentColor;stroke-width:2}
.grid{display:grid;grid-template-columns:110px 240px 110px 240px;gap:8px 12px;align-items:center}
input,select{background:var(--bg);border:1px solid var(--line);padding:4px 6px;
border-radius:3px;box-sizing:border-box} .grid>*{width:100%}
table{border-collapse:collapse;margin-top:6px}th,td{border:1px solid var(--line);padding:5px 12px;text-align:left}
th{background:var(--card)} fieldset{border:1px solid var(--line);margin:10px 0;display:flex;gap:18px}
.tabs{display:flex;gap:2px;border-bottom:1px solid var(--line)} .tabs button{border-radius:4px 4px 0 0}
</style><body class="THEME"><div id=mark></div>
<div class=bar><h1>Orders</h1>
 <button id=new class=main>New order</button><button id=refresh>Refresh</button><button id=export>Export</button>
 ICONBAR <a id=help href="#">Help</a> <a id=out href="#">Sign out</a></div>
<div class=tabs><button id=tab1>Customer</button><button id=tab2>Delivery</button><button id=tab3>History</button></div>
<h2>Customer</h2>
<div class=grid>
 <label>First name</label><input type=text id=first value="@1">
 <label>Last name</label><input type=text id=last value="@2">
 <label>E-mail</label><input type=text id=mail value="@3"><label>Phone</label><input type=text id=phone>
 <label>Country</label><select id=country><option>@4</option></select>
 <label>Password</label><input type=password id=pw>
</div>
<fieldset><legend>Newsletter</legend>
 <label id=weekly><input type=checkbox> Weekly digest</label>
 <label id=offers><input type=checkbox checked> Special offers</label>
 <label id=daily><input type=radio name=r> Every day</label>
 <label id=monthly><input type=radio name=r checked> Once a month</label>
</fieldset>
<div class=bar><button id=save class=main>Save changes</button><button id=discard>Discard</button>
<button id=del>Delete customer</button></div>
<h2>Invoices</h2>
<table><tr><th>Number<th>Name<th>Status<th>Amount<th>Action</tr>ROWS</table>
EXTRA
<script>
const q=new URLSearchParams(location.search), get=id=>document.getElementById(id)
if(q.get('gone')){const e=get(q.get('gone')); q.get('collapse')?e.remove():e.style.visibility='hidden'}
if(q.get('off')){const e=get(q.get('off')), i=e.querySelector('input'); (i||e).disabled=true; if(i) e.style.opacity=.5}
if(q.get('label')){const e=get(q.get('on')); const t=[...e.childNodes].reverse().find(n=>n.nodeType==3);
 if(t) t.textContent=' '+q.get('label'); else e.textContent=q.get('label')}
if(q.get('twice')){const e=get(q.get('twice')), c=e.cloneNode(true); c.id='twin'
 const l=e.previousElementSibling; if(l&&l.tagName=='LABEL'&&e.matches('.grid>*')) e.after(l.cloneNode(true),c)
 else e.after(c)}
function boxes(){const d=devicePixelRatio,m=get('mark').getBoundingClientRect()
 return [...document.querySelectorAll('[id]')]
 .filter(e=>e.id!='mark').map(e=>{const r=e.getBoundingClientRect();return {id:e.id,
 b:[(r.left-m.left)*d,(r.top-m.top)*d,r.width*d,r.height*d]}})}
addEventListener('click',e=>{const t=e.target.closest('[id]');e.preventDefault();fetch('/pressed?'+(t?t.id:''))},true)
addEventListener('load',()=>setTimeout(()=>fetch('/boxes',{method:'POST',body:JSON.stringify(boxes())}),300))
setInterval(async()=>{const n=await(await fetch('/next')).text(); if(n) location.href=n},120)
addEventListener('resize',()=>fetch('/boxes',{method:'POST',body:JSON.stringify(boxes())}))
</script>"""


@dataclass
class Pages:
    """A server of the page, and what it was told."""

    boxes: dict[str, tuple[float, ...]] = field(default_factory=dict)
    pressed: list[str] = field(default_factory=list)
    told: threading.Event = field(default_factory=threading.Event)
    following: list[str] = field(default_factory=list)
    """Addresses the page that is open goes to."""

    def __post_init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def address(self, **look: str) -> str:
        """The page in a look: theme, font, order, values, gone, off, on+label, twice."""
        self.told.clear()
        return f"http://127.0.0.1:{self._server.server_port}/?{urlencode(look)}"

    def turn_to(self, **look: str) -> None:
        """Have the open page shown in another look, and wait until it is."""
        self.following.append(self.address(**look))
        assert self.told.wait(30), "the page did not change its look"

    def places(self, frame: Frame) -> dict[str, Box]:
        """Where the things of the page are on the desktop."""
        assert self.told.wait(30), "the page did not tell where its things are"
        hits = np.argwhere((frame.pixels == np.array(MARK, np.uint8)).all(axis=2))
        assert len(hits), "the page is not in sight"
        top, left = (int(v) for v in hits.min(axis=0))
        origin = frame.origin
        return {
            name: Box(round(x) + left + origin.x, round(y) + top + origin.y, round(w), round(h))
            for name, (x, y, w, h) in self.boxes.items()
        }

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def page(look: Mapping[str, str]) -> str:
    """The HTML of the page in a look."""
    rows = list(ROWS)
    if look.get("order") == "other":
        rows = [rows[i] for i in (3, 0, 4, 2, 1)]
    if look.get("rows") == "more":
        rows.insert(1, ("INV-1100", "Greta Olsen", "Open", "7.00"))
    if look.get("norow"):
        rows = [r for r in rows if r[0] != look["norow"]]
    cells = "".join(
        f"<tr><td>{n}<td>{who}<td>{state}<td>{much}<td><button id=open-{n}>Open</button> "
        f"<button id=pay-{n}>Pay</button></tr>"
        for n, who, state, much in rows
    )
    names = list(ICONS)
    icons = {name: name for name in names}
    if look.get("swap"):
        one, other = look["swap"].split(",")
        icons[one] = other
    bar = "".join(f"<button class=icon id={n}><svg viewBox='0 0 24 24'>{ICONS[icons[n]]}</svg></button>" for n in names)
    values = ("Ann", "Lee", "ann@example.org", "Norway")
    if look.get("values") == "long":
        values = (
            "Maximiliane Theodora",
            "Featherstonehaugh-Smythe",
            "maximiliane.theodora@example.org",
            "United Kingdom",
        )
    text = _PAGE.replace("THEME", look.get("theme", "")).replace("FONT", look.get("font", "sans-serif"))
    text = text.replace("ICONBAR", bar).replace("ROWS", cells).replace("EXTRA", look.get("extra", ""))
    for number, value in enumerate(values, 1):
        text = text.replace(f"@{number}", value)
    return text


def _handler(pages: Pages) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, query = self.path.partition("?")
            if path == "/pressed":
                pages.pressed.append(query)
                self._answer("text/plain", "")
                return
            if path == "/next":
                self._answer("text/plain", pages.following.pop() if pages.following else "")
                return
            if path != "/":
                self._answer("text/plain", "", 404)
                return
            from urllib.parse import parse_qs

            look = {k: v[0] for k, v in parse_qs(query).items()}
            self._answer("text/html; charset=utf-8", page(look))

        def do_POST(self) -> None:
            rows = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            pages.boxes = {row["id"]: tuple(row["b"]) for row in rows}
            pages.told.set()
            self._answer("text/plain", "")

        def _answer(self, kind: str, text: str, code: int = 200) -> None:
            body = text.encode()
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    return Handler
