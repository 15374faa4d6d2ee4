"""A client of the simulated Stripe. Tests pay with a command, fetch the events, and send them to the service themselves."""

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode
from urllib.request import Request, urlopen

# The API version that the service uses.
VERSION = "2026-07-29.dahlia"


class Stripe:
    def __init__(self, url, key, webhook_secret):
        self.url = url
        self.key = key
        self.webhook_secret = webhook_secret

    def ask(self, path, form=None):
        data = form and urlencode(form).encode()
        headers = {"authorization": f"Bearer {self.key}", "stripe-version": VERSION}
        with urlopen(Request(self.url + path, data, headers), timeout=60) as answer:
            return json.load(answer)["data"]

    def sessions(self):
        return self.ask("/v1/checkout/sessions?limit=100")

    def pay(self, session):
        self.ask("/simulator/pay", {"argument[]": session})

    def event_of(self, session):
        """Returns the newest event of a session."""
        return next(e for e in self.ask("/v1/events?limit=100") if e["data"]["object"]["id"] == session)

    def signature(self, body):
        now = int(time.time())
        digest = hmac.new(self.webhook_secret.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
        return f"t={now},v1={digest}"
