"""The server of the preview: on this machine only, for nobody who comes by another name; the only home of http.server.

A page elsewhere could have its own name resolved to 127.0.0.1 and then read
the plan (DNS rebinding): requests that name another host are refused.
"""

from __future__ import annotations

import gc
import sys
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote, urlsplit

from dxplan_cli.app.preview import Preview
from dxplan_cli.errors import UsageError, WriteRefusedError
from dxplan_cli.render.html.pages import INDEX

if TYPE_CHECKING:
    from pathlib import Path

    from dxplan_cli.app.site import Wish

HERE: Final = "127.0.0.1"
PORT: Final = 8765
STATE: Final = "state"
"""Where the live page asks what there is to show."""
_HIGHEST: Final = 65535
_PLAIN, _HTML = "text/plain; charset=utf-8", "text/html; charset=utf-8"
_ABSENT = "このページはありません。/ から見てください。\n"
_ELSEWHERE = "このパソコンの http://127.0.0.1 からだけ見られます。\n"


class PreviewServer(ThreadingHTTPServer):
    """Serves a preview; `bug` is what a page could not be made for though the data are sound."""

    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"
    """On Windows it would let two programs have one port."""
    bug: BaseException | None = None

    def __init__(self, preview: Preview, port: int) -> None:
        """Take the port, 0 for any that is free."""
        super().__init__((HERE, port), _Visit)
        self.preview = preview
        self.lock = Lock()
        self.hosts = {f"{name}:{self.server_port}" for name in (HERE, "localhost")}

    @property
    def address(self) -> str:
        """Where the pages are."""
        return f"http://{HERE}:{self.server_port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep a bug for who started the server; a browser that went away is none."""
        del request, client_address
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.bug = error
            self.shutdown()

    def run(self) -> None:
        """Serve until Ctrl+C; it takes care of memory, which short runs leave to the system."""
        gc.enable()
        with self:
            self.serve_forever(poll_interval=0.2)
        if self.bug is not None:
            raise self.bug


class _Visit(BaseHTTPRequestHandler):
    """One request."""

    server: PreviewServer
    timeout = 30

    def do_GET(self) -> None:
        """Answer with a page, or with the state of the plan's files."""
        self._answer()

    def do_HEAD(self) -> None:
        """Answer without the page itself."""
        self._answer()

    def version_string(self) -> str:
        """Say who answers."""
        return "dxplan"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name the library uses
        """Say nothing on the terminal."""

    def _answer(self) -> None:
        if self.headers.get("Host", "") not in self.server.hosts:
            self._send(HTTPStatus.MISDIRECTED_REQUEST, _PLAIN, _ELSEWHERE.encode())
            return
        name = unquote(urlsplit(self.path).path).removeprefix("/") or INDEX
        with self.server.lock:
            self.server.preview.refresh()
            pages, state = self.server.preview.pages, self.server.preview.state
        if name == STATE:
            self._send(HTTPStatus.OK, _PLAIN, state.encode())
        elif name in pages:
            self._send(HTTPStatus.OK, _HTML, pages[name])
        else:
            self._send(HTTPStatus.NOT_FOUND, _PLAIN, _ABSENT.encode())

    def _send(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        self.send_response(status)
        headers = {
            "Content-Type": kind,
            "Content-Length": str(len(content)),
            "Cache-Control": "no-store",
            "Content-Security-Policy": "frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        }
        for header, value in headers.items():
            self.send_header(header, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def open_preview(root: Path, wish: Wish, port: int | None) -> PreviewServer:
    """Make the pages for the first time and take the port.

    Raises:
        UsageError: no such port, or a name means nothing.
        DataError: the plan is refused.
        WriteRefusedError: the port is taken.
    """
    number = PORT if port is None else port
    if not 0 <= number <= _HIGHEST:
        message = f"--port の {number} は使えません"
        raise UsageError(message, f"0 から {_HIGHEST} までの番号を指定してください（0 は空いている番号）")
    preview = Preview(root, wish)
    preview.refresh()
    try:
        return PreviewServer(preview, number)
    except OSError as error:
        message = f"番号 {number} で待ち受けられません（{error.strerror or error}）"
        raise WriteRefusedError(
            message, "ほかの番号を --port で指定してください。0 なら空いている番号を選びます"
        ) from error
