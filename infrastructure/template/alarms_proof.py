"""Checks that every failure raises an alarm, and that the runbook says what to do about each."""

import json
import re
import unittest

import references
from template_proof import FUNCTIONS, HOME, RESOURCES, SCHEDULED, of_type

ALARMS = of_type("AWS::CloudWatch::Alarm")
DOMAIN = "shared/domain/src/main/java/ai/tierup/domain/"
OBSERVABILITY = "functions/src/main/java/ai/tierup/functions/support/observability/"
RUNBOOK = (HOME / "docs/RUNBOOK.md").read_text()


def constants(file, enum):
    """Returns the names of a Java enum's constants."""
    body = re.search(rf"enum {enum} {{(.*?)[;}}]", (HOME / file).read_text(), re.DOTALL).group(1)
    return set(re.findall(r"^\s*([A-Z][A-Z0-9_]*)\b", body, re.MULTILINE))


def fields():
    """Returns by the name of each log field whether it has a unit."""
    found = re.findall(r'^\s*[A-Z_]+\("([a-z_]+)"(, Unit)?', (HOME / OBSERVABILITY / "LogField.java").read_text(), re.M)
    return {name: bool(unit) for name, unit in found}


def metrics(alarm):
    """Returns the metrics that an alarm watches, by itself or in an expression."""
    return [part["MetricStat"]["Metric"] for part in alarm.get("Metrics", []) if "MetricStat" in part] or [alarm]


def dimensions(metric):
    return {dimension["Name"]: dimension["Value"] for dimension in metric.get("Dimensions", [])}


def expression(alarm):
    """Returns the expression of an alarm, and the periods of its metrics."""
    (text,) = [part["Expression"] for part in alarm["Metrics"] if "Expression" in part]
    return text, {part["MetricStat"]["Period"] for part in alarm["Metrics"] if "MetricStat" in part}


def named(alarm):
    """Returns an alarm's name without the stage."""
    return alarm["AlarmName"]["Fn::Sub"].removeprefix("tierup-${Stage}-")


OURS = {
    name: ours
    for name, alarm in ALARMS.items()
    if (ours := [metric for metric in metrics(alarm) if metric["Namespace"] == "TierUp"])
}
TIERS = {f"tier-{number}" for number in range(1, 5)}


class Alarms(unittest.TestCase):
    def test_each_notifies_the_topic(self):
        for name, alarm in ALARMS.items():
            with self.subTest(name):
                self.assertEqual([{"Ref": "AlarmTopic"}], alarm["AlarmActions"])
                self.assertTrue(alarm["AlarmDescription"])
        self.assertEqual({"Ref": "AlarmMail"}, RESOURCES["AlarmMailSubscription"]["Properties"]["Endpoint"])

    def test_each_has_a_name_and_a_runbook_of_its_own(self):
        names = [named(alarm) for alarm in ALARMS.values()]
        self.assertEqual(len(names), len(set(names)))
        headings = re.findall(r"^### ([a-z0-9-]+)$", RUNBOOK, re.MULTILINE)
        self.assertEqual(sorted(names), sorted(headings))

    def test_each_runbook_entry_has_all_sections(self):
        for name, entry in re.findall(r"^### ([a-z0-9-]+)\n(.*?)(?=^##|\Z)", RUNBOOK, re.MULTILINE | re.DOTALL):
            with self.subTest(name):
                labels = re.findall(r"^- \*\*([A-Z][a-z ]+):\*\*", entry, re.MULTILINE)
                self.assertEqual(["Means", "Customers notice", "Look at", "Do"], labels)

    def test_every_alarm_of_the_service_is_watched(self):
        ours = [metric for metrics in OURS.values() for metric in metrics]
        watched = {dimensions(metric)["alarm"] for metric in ours if metric["MetricName"] == "alarms"}
        self.assertEqual(constants(DOMAIN + "alarm/Alarms.java", "Alarm"), watched)

    def test_every_pool_is_watched_before_it_is_empty(self):
        low = {dimensions(m)["pool"] for name, ours in OURS.items() for m in ours if named(ALARMS[name]).endswith("-low")}
        pools = constants(DOMAIN + "guardrail/Pool.java", "Pool")
        self.assertEqual({pool.lower().replace("_", "-") for pool in pools}, low)

    def test_a_pool_that_lasts_until_the_evening_raises_no_alarm(self):
        for name in ("SubsidyLow", "GrantLow", "Tier1Low", "PlaygroundLow", "PlatformLow"):
            text, _ = expression(ALARMS[name + "Alarm"])
            self.assertEqual("IF(left < 1 OR (left < 10 AND HOUR(left) < 22), 1, 0)", text)
        self.assertEqual("IF(left <= 50 AND HOUR(left) < 12, 1, 0)", expression(ALARMS["PlatformHalfAlarm"])[0])

    def test_a_tier_whose_answers_fail_raises_an_alarm_even_if_they_fail_inside_a_stream(self):
        alarm = ALARMS["UnansweredAlarm"]
        self.assertEqual({("unanswered", tier) for tier in TIERS}, {(m["MetricName"], dimensions(m)["tier"]) for m in metrics(alarm)})
        text, periods = expression(alarm)
        for number in range(1, 5):
            self.assertIn(f"IF(FILL(asked{number}, 0) >= 10, FILL(share{number}, 0), 0)", text)
        self.assertEqual({600}, periods)
        self.assertEqual((0.1, "GreaterThanThreshold"), (alarm["Threshold"], alarm["ComparisonOperator"]))
        stats = {part["Id"]: part["MetricStat"]["Stat"] for part in alarm["Metrics"] if "MetricStat" in part}
        self.assertEqual({"Average"}, {stat for id, stat in stats.items() if id.startswith("share")})
        self.assertEqual({"SampleCount"}, {stat for id, stat in stats.items() if id.startswith("asked")})

    def test_an_expression_uses_all_metrics_of_its_alarm_and_one_period(self):
        for name, alarm in ALARMS.items():
            if "Metrics" in alarm:
                with self.subTest(name):
                    text, periods = expression(alarm)
                    ids = {part["Id"] for part in alarm["Metrics"] if "MetricStat" in part}
                    self.assertEqual(ids, {word for word in re.findall(r"[a-z]\w*", text)})
                    self.assertEqual(1, len(periods))
                    self.assertLessEqual(len(alarm["Metrics"]), 10)
                    self.assertEqual([], [part for part in alarm["Metrics"] if "MetricStat" in part and part["ReturnData"]])

    def test_no_alarm_stays_on_for_days_after_one_event(self):
        for name, alarm in ALARMS.items():
            with self.subTest(name):
                self.assertNotEqual("ApproximateNumberOfMessagesVisible", alarm.get("MetricName"))
                if alarm["TreatMissingData"] != "breaching" and "Metrics" not in alarm:
                    self.assertLessEqual(alarm["Period"] * alarm["EvaluationPeriods"], 6 * 3600)

    def test_missing_data_is_an_alarm_only_for_scheduled_functions(self):
        breaching = {named(alarm) for alarm in ALARMS.values() if alarm["TreatMissingData"] == "breaching"}
        self.assertEqual({"sweeper-late", "reset-late", "credits-late", "alerts-late", "auto-top-ups-late", "audit-late", "pool-gauge-late", "reconcile-late", "assess-late"}, breaching)
        self.assertEqual(len(SCHEDULED), len(breaching))

    def test_a_slow_daily_job_is_not_late(self):
        for name in ("Reconcile", "Assess"):
            with self.subTest(name):
                late = ALARMS[name + "LateAlarm"]
                configs = of_type("AWS::Lambda::EventInvokeConfig").values()
                (tries,) = [1 + c["MaximumRetryAttempts"] for c in configs if c["FunctionName"] == {"Ref": name}]
                longest = tries * FUNCTIONS[name]["Timeout"]
                self.assertGreater(late["Period"] * late["EvaluationPeriods"], 24 * 3600 + longest + late["Period"])

    def test_requests_that_anybody_can_send_raise_no_alarm(self):
        watched = [(m["MetricName"], *dimensions(m).values()) for alarm in ALARMS.values() for m in metrics(alarm)]
        self.assertFalse([metric for metric in watched if metric[0] == "refusals" or "4XXError" in metric])
        text, _ = expression(ALARMS["Api5xxAlarm"])
        # Both answer 503 to anybody while payments are not set up.
        open_to_all = {dimensions(m).get("Resource") for m in metrics(ALARMS["Api5xxAlarm"])} - {None}
        self.assertEqual({"/webhooks/stripe", "/top-ups/done"}, open_to_all)
        self.assertIn("failed - FILL(failedEvents, 0) - FILL(failedPages, 0) >= 5", text)

    def test_one_uncredited_payment_raises_an_alarm(self):
        for name in ("PaymentUnmatchedAlarm", "PaymentMissedAlarm", "ReconcileDifferenceAlarm", "ReconcileIncompleteAlarm"):
            self.assertEqual(1, ALARMS[name]["Threshold"])
            self.assertLessEqual(ALARMS[name]["Period"] * ALARMS[name]["EvaluationPeriods"], 3600)

    def test_a_failure_that_ends_by_itself_raises_no_alarm(self):
        for name in ("SettlementFailed", "SweepFailed", "ClaimStuck", "CostAboveHold", "CostAboveDraw", "SecretsUnavailable"):
            self.assertGreaterEqual(ALARMS[name + "Alarm"]["Threshold"], 5)
        for name in ("JobFailed", "DeadLetters", "UpstreamRefusedUs", "ModelRefused"):
            self.assertEqual(3, ALARMS[name + "Alarm"]["Threshold"])

    def test_failures_outside_our_code_are_watched_too(self):
        watched = {(metric["Namespace"], metric["MetricName"]) for alarm in ALARMS.values() for metric in metrics(alarm)}
        self.assertLessEqual(
            {
                ("AWS/ApiGateway", "5XXError"),
                ("AWS/Lambda", "Throttles"),
                ("AWS/DynamoDB", "WriteThrottleEvents"),
                ("AWS/SQS", "NumberOfMessagesSent"),
                ("TierUp", "first_token_ms"),
                ("TierUp", "overrun_nano_usd"),
                ("TierUp", "unanswered"),
            },
            watched,
        )


class Metrics(unittest.TestCase):
    def test_each_alarm_watches_an_existing_metric(self):
        known = fields()
        for name, ours in OURS.items():
            for metric in ours:
                with self.subTest(name):
                    self.assertTrue(known.get(metric["MetricName"]), metric["MetricName"])
                    self.assertEqual({"Ref": "Stage"}, dimensions(metric)["stage"])
                    self.assertLessEqual(set(dimensions(metric)), set(known))

    def test_the_dashboard_shows_existing_metrics_and_every_alarm(self):
        text = RESOURCES["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
        known = fields()
        shown = set(re.findall(r'\["TierUp","([a-z_]+)"', text)) | set(re.findall(r'MetricName=\\"([a-z_]+)\\"', text))
        self.assertGreater(len(shown), 10)
        self.assertEqual([], sorted(name for name in shown if not known.get(name)))
        widgets = json.loads(references.IN_A_TEXT.sub("x", text).replace("${AWS::Region}", "x"))["widgets"]
        self.assertGreater(len(widgets), 10)
        self.assertEqual(set(ALARMS), set(re.findall(r"\$\{(\w+Alarm)\.Arn\}", text)))


