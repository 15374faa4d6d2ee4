"""Top-ups: a checkout at Stripe, its signed event, and the page to which the customer returns."""

import json
from decimal import Decimal

from suite.service import ServiceCase


class Payments(ServiceCase):
    def cash(self):
        return Decimal(self.service.call("GET", "/v1/wallet").json()["cash_usd"])

    def newest_entry(self):
        answer = self.service.call("GET", "/v1/wallet/entries?limit=1")
        self.assertEqual(200, answer.status, answer.text)
        return answer.json()["data"][0]

    def receive(self, body, signature):
        return self.service.call("POST", "/webhooks/stripe", body, key="", **{"stripe-signature": signature})

    def test_a_paid_checkout_is_credited_once_by_its_events(self):
        top_up, session = self.placed(25)
        self.service.stripe.pay(session)
        before = self.cash()
        # Not ASCII, so that a body that is re-encoded on the way fails.
        event = self.service.stripe.event_of(session) | {"note": "bezahlt, \u00fcber Br\u00fccken \U0001f44d"}
        body = json.dumps(event, ensure_ascii=False, indent=2).encode()

        for _ in range(3):
            answer = self.receive(body, self.service.stripe.signature(body))
            self.assertEqual((200, {"received": True}), (answer.status, json.loads(answer.text)), answer.text)

        self.assertEqual(before + 25, self.cash())
        entry = self.newest_entry()
        self.assertEqual(("top_up", "cash", "25.000000000"), (entry["type"], entry["purse"], entry["amount_usd"]))
        after = self.service.call("GET", f"/v1/wallet/top-ups/{top_up['id']}").json()
        self.assertEqual(("paid", None), (after["status"], after["checkout_url"]))

    def test_an_altered_event_is_refused_and_credits_nothing(self):
        _, session = self.placed(30)
        self.service.stripe.pay(session)
        body = json.dumps(self.service.stripe.event_of(session)).encode()
        before = self.cash()

        for forged in (body + b" ", body.replace(b"evt_", b"evt-", 1)):
            answer = self.receive(forged, self.service.stripe.signature(body))
            self.assert_error(answer, 400, "invalid_request_error", "invalid_value")
        self.assert_error(self.receive(body, ""), 400, "invalid_request_error", "invalid_value")

        self.assertEqual(before, self.cash())

    def test_the_page_after_the_checkout_credits_the_payment(self):
        _, session = self.placed("7.50")
        self.service.stripe.pay(session)
        before = self.cash()

        page = self.service.call("GET", f"/top-ups/done?session_id={session}", key="")

        self.assertEqual(200, page.status, page.text)
        self.assertIn("text/html", page.headers["content-type"])
        self.assertIn("$7.50 was added to your wallet", page.text)
        self.assertEqual(before + Decimal("7.50"), self.cash())

    def test_invalid_amounts_are_refused(self):
        for dollars in (4.99, 1000.01, "5.001", -25):
            answer = self.service.call("POST", "/v1/wallet/top-ups", json.dumps({"amount_usd": dollars}))
            self.assert_error(answer, 400, "invalid_request_error", "invalid_value")
