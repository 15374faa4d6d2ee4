"""The scheduled functions. They are tested last, because by then the sweeper has had a minute to run."""

import base64
import json
import time

from suite.service import ServiceCase


class Schedules(ServiceCase):
    def lines(self, function):
        """Returns the log lines of the function so far. LocalStack ignores the log group of the template."""
        logs = self.deployment.client("logs")
        group = f"/aws/lambda/{self.deployment.id(function)}"
        try:
            events = logs.filter_log_events(logGroupName=group)["events"]
        except logs.exceptions.ResourceNotFoundException:
            return []
        return [json.loads(event["message"]) for event in events if event["message"].startswith("{")]

    def invoke(self, function, event):
        """Invokes the function and returns its log line for this event."""
        answer = self.deployment.client("lambda").invoke(
            FunctionName=self.deployment.id(function), Payload=b"{}", LogType="Tail"
        )
        log = base64.b64decode(answer["LogResult"]).decode()
        self.assertNotIn("FunctionError", answer, log)
        lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]
        return next(line for line in lines if line.get("event") == event)

    def test_the_schedule_runs_the_sweeper(self):
        deadline = time.monotonic() + 90
        while not any(line.get("event") == "swept" for line in self.lines("Sweeper")):
            self.assertLess(time.monotonic(), deadline, "The schedule has not fired in 90 s")
            time.sleep(1)

    def test_the_audit_finds_no_mismatch(self):
        audited = self.invoke("Audit", "audited")

        self.assertEqual((18, 0, True), (audited["accounts"], audited["failures"], audited["complete"]))

    def test_the_reconciliation_credits_a_payment_without_events(self):
        _, session = self.placed(5)
        self.service.stripe.pay(session)

        first = self.invoke("Reconcile", "reconciled")
        again = self.invoke("Reconcile", "reconciled")

        self.assertGreaterEqual(first["booked"], 1)
        self.assertEqual((0, 0, True), (first["differences"], first["failures"], first["complete"]))
        self.assertEqual(first["paid_nano_usd"], first["credited_nano_usd"])
        self.assertEqual((0, first["credited_nano_usd"]), (again["booked"], again["credited_nano_usd"]))

    def test_the_catalogue_is_read_and_models_worth_an_evaluation_are_stored(self):
        assessed = self.invoke("Assess", "assessed")

        self.assertGreaterEqual(assessed["models"], 60)
        self.assertGreaterEqual(assessed["waiting"], 1)
        dynamodb = self.deployment.client("dynamodb")
        waiting = 0
        for tier in ("tier-1", "tier-2", "tier-3", "tier-4"):
            key = {"pk": {"S": f"SHORTLIST#{tier}"}}
            shortlist = dynamodb.get_item(TableName=self.deployment.id("TransientTable"), Key=key)["Item"]
            models = [model["M"] for model in shortlist["models"]["L"]]
            waiting += len(models)
            self.assertEqual([], [model["slug"]["S"] for model in models if int(model["hosts"]["N"]) < 2])
        self.assertEqual(assessed["waiting"], waiting)

    def test_the_daily_reset_completes(self):
        self.assertIn("day", self.invoke("GuardrailReset", "closed"))
