"""The resources of the stack, as LocalStack describes them.

LocalStack silently ignores point-in-time recovery, deletion protection, SnapStart, throttling, gateway responses, log retention, metric
filters and the dashboard. Only the assertions on the template check these.
"""

import json

from suite.service import ServiceCase


class Resources(ServiceCase):
    def statements(self, role):
        """Yields the statements of all policies of the role, inline and attached."""
        iam = self.deployment.client("iam")
        for name in iam.list_role_policies(RoleName=role)["PolicyNames"]:
            yield from iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]["Statement"]
        for attached in iam.list_attached_role_policies(RoleName=role)["AttachedPolicies"]:
            arn = attached["PolicyArn"]
            version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
            document = iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"]
            yield from document["Statement"]

    def functions(self):
        describe = self.deployment.client("lambda").get_function_configuration
        declared = self.deployment.of_type("AWS::Lambda::Function")
        return {name: describe(FunctionName=function) for name, function in declared.items()}

    def test_every_table_is_encrypted(self):
        dynamodb = self.deployment.client("dynamodb")
        for name, table in self.deployment.of_type("AWS::DynamoDB::Table").items():
            with self.subTest(name):
                description = dynamodb.describe_table(TableName=table)["Table"]
                self.assertEqual("ENABLED", description["SSEDescription"]["Status"])

    def test_transient_items_and_usage_records_expire(self):
        for name in ("TransientTable", "LedgerTable"):
            with self.subTest(name):
                expiry = self.deployment.client("dynamodb").describe_time_to_live(
                    TableName=self.deployment.id(name)
                )["TimeToLiveDescription"]
                self.assertEqual(
                    ("ENABLED", "expiresAtEpochSecond"), (expiry["TimeToLiveStatus"], expiry["AttributeName"])
                )

    def test_all_functions_run_one_zip_on_java_25(self):
        functions = self.functions().values()

        self.assertEqual({"java25"}, {function["Runtime"] for function in functions})
        self.assertEqual(1, len({function["CodeSha256"] for function in functions}))

    def test_each_function_has_an_alias_on_its_first_version(self):
        aliases = self.deployment.of_type("AWS::Lambda::Alias")

        self.assertEqual(len(self.functions()), len(aliases))
        for alias in aliases.values():
            *_, function, name = alias.split(":")
            described = self.deployment.client("lambda").get_alias(FunctionName=function, Name=name)
            self.assertEqual("1", described["FunctionVersion"])

    def test_each_function_has_a_role_of_its_own_without_wildcards(self):
        roles = {name: function["Role"].split("/")[-1] for name, function in self.functions().items()}

        self.assertEqual(len(roles), len(set(roles.values())))
        for name, role in roles.items():
            allowed = [statement for statement in self.statements(role) if statement["Effect"] == "Allow"]
            with self.subTest(name):
                self.assertTrue(allowed)
                for statement in allowed:
                    self.assertNotIn("*", json.dumps(statement["Action"]))
                    self.assertNotIn('"*"', json.dumps(statement["Resource"]))

    def test_no_function_may_change_the_ledger(self):
        ledger = self.deployment.client("dynamodb").describe_table(TableName=self.deployment.id("LedgerTable"))
        for name, function in self.functions().items():
            denied = [
                statement
                for statement in self.statements(function["Role"].split("/")[-1])
                if statement["Effect"] == "Deny" and ledger["Table"]["TableArn"] in json.dumps(statement["Resource"])
            ]
            with self.subTest(name):
                self.assertTrue(denied)
                self.assertLessEqual({"dynamodb:UpdateItem", "dynamodb:DeleteItem"}, set(denied[0]["Action"]))

    def test_the_alarms_exist_and_notify_the_topic(self):
        declared = self.deployment.of_type("AWS::CloudWatch::Alarm").values()
        pages = self.deployment.client("cloudwatch").get_paginator("describe_alarms").paginate()
        alarms = {alarm["AlarmName"]: alarm for page in pages for alarm in page["MetricAlarms"]}

        self.assertGreater(len(declared), 10)
        for name in declared:
            self.assertEqual([self.deployment.id("AlarmTopic")], alarms[name]["AlarmActions"], name)
