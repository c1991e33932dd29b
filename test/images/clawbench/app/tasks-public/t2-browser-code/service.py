"""Serves a page whose code is made by its script: only a browser can show it."""

import os
import secrets
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

DIGITS = secrets.token_hex(4).upper()
PAGE = f"""<!doctype html><title>Pickup</title><h1>Parcel shop</h1><p id="code">The code comes soon.</p>
<script>document.querySelector("#code").textContent = "PICKUP" + "-" + "{DIGITS[::-1]}".split("").reverse().join("")</script>
"""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        body = {"/health": "ok", "/": PAGE, "/solution": f"PICKUP-{DIGITS}"}.get(self.path)
        self.send_response(200 if body else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write((body or "").encode())

    def log_message(self, *_):
        pass


def end_with_harness():
    sys.stdin.read()  # at its end the harness is gone, however it went
    os._exit(0)


threading.Thread(target=end_with_harness, daemon=True).start()
# Browsers open connections ahead of need: a server that takes one at a time would wait for them.
ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
