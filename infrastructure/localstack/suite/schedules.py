"""What runs by itself. Last, because the sweeper's minute passes meanwhile."""

import base64
import json
import time

from suite.service import ServiceCase


class Schedules(ServiceCase):
    def lines(self, function):
        """What the function has logged so far, where LocalStack puts it whatever the template says."""
        logs = self.deployment.client("logs")
        group = f"/aws/lambda/{self.deployment.id(function)}"
        try:
            events = logs.filter_log_events(logGroupName=group)["events"]
        except logs.exceptions.ResourceNotFoundException:
            return []
        return [json.loads(event["message"]) for event in events if event["message"].startswith("{")]

    def invoke(self, function, event):
        """Runs it now and returns the line of this kind that it logged."""
        answer = self.deployment.client("lambda").invoke(
            FunctionName=self.deployment.id(function), Payload=b"{}", LogType="Tail"
        )
        said = base64.b64decode(answer["LogResult"]).decode()
        self.assertNotIn("FunctionError", answer, said)
        lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
        return next(line for line in lines if line.get("event") == event)

    def test_the_sweeper_runs_every_minute_by_itself(self):
        deadline = time.monotonic() + 90
        while not any(line.get("event") == "swept" for line in self.lines("Sweeper")):
            self.assertLess(time.monotonic(), deadline, "The schedule has not fired in 90 s")
            time.sleep(1)

    def test_the_audit_finds_every_wallet_as_its_ledger_says(self):
        audited = self.invoke("Audit", "audited")

        self.assertEqual((17, 0, True), (audited["accounts"], audited["failures"], audited["complete"]))

    def test_the_nightly_reconciliation_credits_what_nobody_told_us_of(self):
        _, session = self.placed(5)
        self.service.stripe.pay(session)

        first = self.invoke("Reconcile", "reconciled")
        again = self.invoke("Reconcile", "reconciled")

        self.assertGreaterEqual(first["booked"], 1)
        self.assertEqual((0, 0, True), (first["differences"], first["failures"], first["complete"]))
        self.assertEqual(first["paid_nano_usd"], first["credited_nano_usd"])
        self.assertEqual((0, first["credited_nano_usd"]), (again["booked"], again["credited_nano_usd"]))

    def test_the_reset_rolls_the_days(self):
        self.assertIn("day", self.invoke("GuardrailReset", "closed"))
