"""Serves a folder, and signs tokens at /agent-token. Python 3.9 or newer, without a library.

SESSION_SECRET=... PORT=8000 python3 server.py FOLDER
"""

import hashlib
import hmac
import json
import os
import sys
import time
from base64 import urlsafe_b64encode
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer


def text(value: bytes) -> str:
    """Bytes as base64url, without padding."""
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def agent_token(user: str, secret: str) -> str:
    """A token for the console's worker: who is asking, for which campaigns.

    user is their stable name in this system, secret the worker's SESSION_SECRET.
    """
    now = int(time.time())
    header = {"alg": "HS256", "typ": "JWT"}
    # At most 12 hours; a short life is better, the console asks again in time.
    claims = {"sub": user, "cid": ["874100"], "role": "agent", "iat": now, "exp": now + 3600}
    signed = ".".join(text(json.dumps(part).encode()) for part in (header, claims))
    return f"{signed}.{text(hmac.digest(secret.encode(), signed.encode(), hashlib.sha256))}"


class Page(SimpleHTTPRequestHandler):
    def do_GET(self):
        if self.path != "/agent-token":
            return super().do_GET()
        # Your own sign-in says who this is; the example has only one user.
        token = agent_token("cho@acme.example", os.environ["SESSION_SECRET"]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(token)


if __name__ == "__main__":
    if not os.environ.get("SESSION_SECRET"):
        sys.exit("SESSION_SECRET is not set.")
    address = ("127.0.0.1", int(os.environ.get("PORT", "8000")))
    folder = sys.argv[1] if len(sys.argv) > 1 else "."
    server = ThreadingHTTPServer(address, partial(Page, directory=folder))
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()
