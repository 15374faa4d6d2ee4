"""A client of the deployed service, and the base class of its tests."""

import http.client
import json
import unittest
from typing import NamedTuple
from urllib.parse import urlsplit


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    text: str

    def json(self):
        return json.loads(self.text)


class Service:
    """The deployed service, with the key of the demo account and the simulated Stripe."""

    current = None

    def __init__(self, deployment, key, stripe):
        self.deployment = deployment
        self.key = key
        self.stripe = stripe
        self.address = urlsplit(deployment.base_url)

    def call(self, method, path, body=None, key=None, **headers):
        """Sends a request. With an empty key, no key is sent."""
        connection = http.client.HTTPConnection(self.address.netloc, timeout=60)
        key = self.key if key is None else key
        if key:
            headers["authorization"] = f"Bearer {key}"
        if body is not None:
            headers["content-type"] = "application/json"
        try:
            connection.request(method, self.address.path + path, body, headers)
            response = connection.getresponse()
            return Answer(response.status, response.headers, response.read().decode())
        finally:
            connection.close()

    def chat(self, content, **fields):
        body = {"model": "tier-2", "messages": [{"role": "user", "content": content}]} | fields
        return self.call("POST", "/v1/chat/completions", json.dumps(body))


class ServiceCase(unittest.TestCase):
    @property
    def service(self):
        return Service.current

    @property
    def deployment(self):
        return self.service.deployment

    def placed(self, dollars):
        """Places a top-up and returns it with the id of its session at Stripe."""
        answer = self.service.call("POST", "/v1/wallet/top-ups", json.dumps({"amount_usd": dollars}))
        self.assertEqual(200, answer.status, answer.text)
        top_up = answer.json()
        (session,) = [s for s in self.service.stripe.sessions() if s["client_reference_id"] == top_up["id"]]
        self.assertEqual(session["url"], top_up["checkout_url"])
        return top_up, session["id"]

    def assert_error(self, answer, status, kind, code):
        self.assertEqual(status, answer.status, answer.text)
        error = answer.json()["error"]
        self.assertEqual({"message", "type", "param", "code"}, error.keys())
        self.assertEqual((kind, code), (error["type"], error["code"]))
