"""Checks that every failure raises an alarm, and that the runbook says what to do about each."""

import json
import re
import unittest

import references
from template_proof import FUNCTIONS, HOME, RESOURCES, of_type

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


def dimensions(alarm):
    return {dimension["Name"]: dimension["Value"] for dimension in alarm.get("Dimensions", [])}


def named(alarm):
    """Returns an alarm's name without the stage."""
    return alarm["AlarmName"]["Fn::Sub"].removeprefix("tierup-${Stage}-")


OURS = {name: alarm for name, alarm in ALARMS.items() if alarm["Namespace"] == "TierUp"}


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
        watched = {dimensions(alarm)["alarm"] for alarm in OURS.values() if alarm["MetricName"] == "alarms"}
        self.assertEqual(constants(DOMAIN + "alarm/Alarms.java", "Alarm"), watched)

    def test_every_pool_is_watched_before_it_is_empty(self):
        low = {dimensions(alarm)["pool"] for alarm in OURS.values() if named(alarm).endswith("-low")}
        pools = constants(DOMAIN + "guardrail/Pool.java", "Pool")
        self.assertEqual({pool.lower().replace("_", "-") for pool in pools}, low)
        self.assertEqual(10, ALARMS["PlatformLowAlarm"]["Threshold"])
        self.assertEqual(50, ALARMS["PlatformHalfAlarm"]["Threshold"])

    def test_missing_data_is_an_alarm_only_for_scheduled_functions(self):
        breaching = {named(alarm) for alarm in ALARMS.values() if alarm["TreatMissingData"] == "breaching"}
        self.assertEqual({"sweeper-late", "reset-late", "audit-late", "pool-gauge-late", "reconcile-late"}, breaching)

    def test_a_slow_reconciliation_is_not_late(self):
        late = ALARMS["ReconcileLateAlarm"]
        configs = of_type("AWS::Lambda::EventInvokeConfig").values()
        (tries,) = [1 + c["MaximumRetryAttempts"] for c in configs if c["FunctionName"] == {"Ref": "Reconcile"}]
        longest = tries * FUNCTIONS["Reconcile"]["Timeout"]
        self.assertGreater(late["Period"] * late["EvaluationPeriods"], 24 * 3600 + longest + late["Period"])

    def test_a_burst_of_forged_webhooks_raises_no_alarm_but_one_uncredited_payment_does(self):
        def hours(alarm):
            return alarm["Period"] * alarm.get("DatapointsToAlarm", alarm["EvaluationPeriods"]) / 3600

        self.assertGreaterEqual(hours(ALARMS["WebhookRefusedAlarm"]), 3)
        for name in ("PaymentUnmatchedAlarm", "ReconcileDifferenceAlarm", "ReconcileIncompleteAlarm"):
            self.assertEqual(1, ALARMS[name]["Threshold"])
            self.assertLess(hours(ALARMS[name]), 1)

    def test_failures_outside_our_code_are_watched_too(self):
        watched = {(alarm["Namespace"], alarm["MetricName"]) for alarm in ALARMS.values()}
        self.assertLessEqual(
            {
                ("AWS/ApiGateway", "5XXError"),
                ("AWS/Lambda", "Throttles"),
                ("AWS/DynamoDB", "WriteThrottleEvents"),
                ("AWS/SQS", "ApproximateNumberOfMessagesVisible"),
                ("TierUp", "first_token_ms"),
                ("TierUp", "overrun_nano_usd"),
                ("TierUp", "refusals"),
            },
            watched,
        )


class Metrics(unittest.TestCase):
    def test_each_alarm_watches_an_existing_metric(self):
        known = fields()
        for name, alarm in OURS.items():
            with self.subTest(name):
                self.assertTrue(known.get(alarm["MetricName"]), alarm["MetricName"])
                self.assertEqual({"Ref": "Stage"}, dimensions(alarm)["stage"])
                self.assertLessEqual(set(dimensions(alarm)), set(known))

    def test_the_dashboard_shows_existing_metrics_and_every_alarm(self):
        text = RESOURCES["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
        known = fields()
        shown = set(re.findall(r'\["TierUp","([a-z_]+)"', text)) | set(re.findall(r'MetricName=\\"([a-z_]+)\\"', text))
        self.assertGreater(len(shown), 10)
        self.assertEqual([], sorted(name for name in shown if not known.get(name)))
        widgets = json.loads(references.IN_A_TEXT.sub("x", text).replace("${AWS::Region}", "x"))["widgets"]
        self.assertGreater(len(widgets), 10)
        self.assertEqual(set(ALARMS), set(re.findall(r"\$\{(\w+Alarm)\.Arn\}", text)))


