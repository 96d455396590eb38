"""Send one involvement, read as JSON from standard input: python3 docs/feeds/send.py < row.json"""

import base64
import json
import os
import sys
import urllib.request
import uuid


def post(url: str, body: bytes, **headers: str) -> dict[str, object]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    with urllib.request.urlopen(urllib.request.Request(url, body, named), timeout=30) as reply:  # noqa: S310
        return dict(json.load(reply))


pair = base64.b64encode(f"{os.environ['CLIENT_ID']}:{os.environ['CLIENT_SECRET']}".encode()).decode()
form = b"grant_type=client_credentials&scope=feed.write"
token = post(os.environ["TOKEN_URL"], form, Authorization=f"Basic {pair}")["access_token"]
row, url = sys.stdin.read().encode(), os.environ["FINGERPOST"] + "/involvements"
signed = {"Authorization": f"Bearer {token}", "Content_Type": "application/json"}
print(json.dumps(post(url, row, **signed, Idempotency_Key=uuid.uuid4().hex)))
