"""Assertions on template.yaml as expanded by the SAM transform."""

import re
import unittest

import references
from expanded import HOME, expand, source
from samtranslator.yaml_helper import yaml_parse

SOURCE = source()
EXPANDED = expand(SOURCE)
RESOURCES = EXPANDED["Resources"]

SERVES = {"Inference", "Models", "Tiers", "Wallet", "TopUp", "StripeWebhook", "Usage", "Keys", "AuditEvents", "SignUp", "Account", "Export", "Site"}
STREAMS = {"Inference", "Export"}
SCHEDULED = {"Sweeper", "GuardrailReset", "Credits", "Alerts", "AutoTopUps", "PoolGauge", "Audit", "Reconcile", "Assess"}

# Timeout in seconds, memory in megabytes.
LIMITS = {
    "Inference": (890, {"Fn::If": ["Streams", 480, 1024]}),
    "Models": (29, 512),
    "Tiers": (29, 512),
    "Wallet": (29, 512),
    "TopUp": (29, 512),
    "StripeWebhook": (29, 512),
    "Usage": (29, 1024),
    "Keys": (29, 512),
    "AuditEvents": (29, 512),
    "SignUp": (29, 512),
    "Account": (29, 512),
    "Export": (300, 512),
    "Site": (29, 512),
    "Sweeper": (50, 1024),
    "GuardrailReset": (840, 1024),
    "Credits": (600, 512),
    "Alerts": (55, 512),
    "AutoTopUps": (110, 512),
    "PoolGauge": (30, 512),
    "Audit": (600, 1024),
    "Reconcile": (840, 1024),
    "Assess": (300, 1024),
}


def of_type(kind):
    return {name: resource["Properties"] for name, resource in RESOURCES.items() if resource["Type"] == kind}


FUNCTIONS = of_type("AWS::Lambda::Function")


def one(kind):
    (properties,) = of_type(kind).values()
    return properties


def operations():
    """Returns the integrations of API Gateway by route, such as ANY /v1/models."""
    paths = one("AWS::ApiGateway::RestApi")["Body"]["paths"]
    return {
        f"{method.removeprefix('x-amazon-apigateway-').removesuffix('-method').upper()} {path}": operation["x-amazon-apigateway-integration"]
        for path, methods in paths.items()
        for method, operation in methods.items()
    }


def streams(integration):
    """Returns whether a route belongs to a function whose answers stream."""
    return any("${%sAliaslive}" % name in str(integration["uri"]) for name in STREAMS)


class Routes(unittest.TestCase):
    def test_functions_get_all_methods_of_the_paths_of_the_contract_and_one_gets_all_other_paths(self):
        contract = yaml_parse((HOME / "docs/openapi.yaml").read_text())["paths"]
        # The throttle of this route is for one method.
        only = {"/top-ups/done": "GET"}
        expected = {f"{only.get(path, 'ANY')} {path}" for path in contract}
        self.assertEqual(expected | {"ANY /{proxy+}"}, set(operations()))

    def test_paths_without_a_route_reach_the_function_that_can_stream_chat(self):
        self.assertTrue(streams(operations()["ANY /{proxy+}"]))

    def test_every_route_calls_the_alias_of_a_serving_function(self):
        for route, integration in operations().items():
            with self.subTest(route):
                (alias,) = references.names(integration["uri"]) - {"AWS::Region"} & set(RESOURCES)
                self.assertEqual("AWS::Lambda::Alias", RESOURCES[alias]["Type"])
                self.assertIn(RESOURCES[alias]["Properties"]["FunctionName"]["Ref"], SERVES)
                self.assertEqual(("aws_proxy", "POST"), (integration["type"], integration["httpMethod"]))

    def test_inference_streams_with_a_timeout_above_that_of_its_function(self):
        routes = {route: integration for route, integration in operations().items() if streams(integration)}
        self.assertIn("ANY /v1/chat/completions", routes)
        self.assertIn("ANY /v1/responses", routes)
        self.assertIn("ANY /v1/messages", routes)
        self.assertIn("ANY /v1/messages/count_tokens", routes)
        for route, integration in routes.items():
            with self.subTest(route):
                self.assertEqual("STREAM", integration["responseTransferMode"])
                self.assertIn("/2021-11-15/functions/", str(integration["uri"]))
                self.assertIn("/response-streaming-invocations", str(integration["uri"]))
                name = next(name for name in STREAMS if name + "Alias" in str(integration["uri"]))
                self.assertGreater(integration["timeoutInMillis"], 1000 * FUNCTIONS[name]["Timeout"])
                self.assertLessEqual(integration["timeoutInMillis"], 900_000)

    def test_no_other_route_streams(self):
        for route, integration in operations().items():
            if not streams(integration):
                with self.subTest(route):
                    self.assertNotIn("responseTransferMode", integration)
                    self.assertNotIn("timeoutInMillis", integration)
                    self.assertIn("/2015-03-31/functions/", str(integration["uri"]))

    def test_only_api_gateway_and_the_schedules_can_call_functions(self):
        allowed = [
            (p["FunctionName"]["Ref"], p["Principal"]) for p in of_type("AWS::Lambda::Permission").values()
        ]
        self.assertEqual(len(operations()), sum(who == "apigateway.amazonaws.com" for _, who in allowed))
        self.assertEqual({"apigateway.amazonaws.com", "events.amazonaws.com"}, {who for _, who in allowed})
        self.assertTrue(all(function.endswith("Aliaslive") for function, _ in allowed))


class Api(unittest.TestCase):
    def test_functions_get_bodies_in_base_64(self):
        self.assertEqual(["*/*"], one("AWS::ApiGateway::RestApi")["Body"]["x-amazon-apigateway-binary-media-types"])

    def test_it_is_regional_and_throttled(self):
        self.assertEqual({"Types": ["REGIONAL"]}, one("AWS::ApiGateway::RestApi")["EndpointConfiguration"])
        settings, visitors, done = one("AWS::ApiGateway::Stage")["MethodSettings"]
        self.assertEqual(("/*", "*"), (settings["ResourcePath"], settings["HttpMethod"]))
        self.assertEqual({"Ref": "RequestsPerSecond"}, settings["ThrottlingRateLimit"])
        self.assertEqual({"Ref": "RequestBurst"}, settings["ThrottlingBurstLimit"])
        self.assertFalse(settings["DataTraceEnabled"])
        self.assertLess(visitors["ThrottlingRateLimit"], 12)
        self.assertFalse(visitors["DataTraceEnabled"])
        # Stripe allows 25 calls a second in test mode, and the webhook needs some of them.
        self.assertLess(done["ThrottlingRateLimit"], 12)
        self.assertFalse(done["DataTraceEnabled"])

    def test_no_route_that_needs_a_key_shares_a_throttle_with_callers_who_have_none(self):
        settings = one("AWS::ApiGateway::Stage")["MethodSettings"]
        routes = {f"{s['HttpMethod']} {s['ResourcePath'].replace('~1', '/').removeprefix('/')}" for s in settings}
        self.assertEqual({"* *", "POST /try/chat", "GET /top-ups/done"}, routes)
        contract = yaml_parse((HOME / "docs/openapi.yaml").read_text())["paths"]
        self.assertEqual([], contract["/top-ups/done"]["get"]["security"])
        self.assertEqual([], contract["/try/chat"]["post"]["security"])

    def test_a_firewall_limits_each_address_and_those_without_a_key_more(self):
        every, keyless = one("AWS::WAFv2::WebACL")["Rules"]
        limits = [rule["Statement"]["RateBasedStatement"] for rule in (every, keyless)]
        self.assertEqual(["IP"] * 2, [limit["AggregateKeyType"] for limit in limits])
        self.assertEqual([{"Ref": "AddressRequestsPerMinute"}, {"Ref": "KeylessRequestsPerMinute"}], [limit["Limit"] for limit in limits])
        self.assertEqual([{"Block": {}}] * 2, [rule["Action"] for rule in (every, keyless)])
        self.assertNotIn("ScopeDownStatement", limits[0])
        exempt = [not_["NotStatement"]["Statement"]["ByteMatchStatement"] for not_ in limits[1]["ScopeDownStatement"]["AndStatement"]["Statements"]]
        self.assertEqual(
            [({"SingleHeader": {"Name": "authorization"}}, "tu-"), ({"SingleHeader": {"Name": "x-api-key"}}, "tu-"), ({"UriPath": {}}, "/webhooks/stripe")],
            [(match["FieldToMatch"], match["SearchString"]) for match in exempt],
        )
        values = {name: parameter.get("Default") for name, parameter in SOURCE["Parameters"].items()}
        self.assertLess(values["AddressRequestsPerMinute"], 60 * values["RequestsPerSecond"] / 4)
        self.assertLess(values["KeylessRequestsPerMinute"], values["AddressRequestsPerMinute"] / 10)
        self.assertIn("ApiStage", references.needs(RESOURCES)["AddressLimitsOfApi"])

    def test_requests_that_it_throttles_are_counted_from_its_log(self):
        counted = one("AWS::Logs::MetricFilter")
        self.assertEqual({"Ref": "AccessLog"}, counted["LogGroupName"])
        format = one("AWS::ApiGateway::Stage")["AccessLogSetting"]["Format"]
        for field in re.findall(r"\$\.(\w+)", str(counted)):
            self.assertIn(f'"{field}":', format)

    def test_its_log_has_times_but_neither_addresses_nor_paths(self):
        log = one("AWS::ApiGateway::Stage")["AccessLogSetting"]
        self.assertEqual({"Fn::GetAtt": ["AccessLog", "Arn"]}, log["DestinationArn"])
        logged = set(re.findall(r"\$context\.([A-Za-z.]+)", log["Format"]))
        self.assertLessEqual(
            {"integration.timeToFirstContent", "integration.timeToAllHeaders", "status", "resourcePath"}, logged
        )
        self.assertFalse([name for name in logged if name.startswith(("identity", "authorizer")) or name == "path"])

    def test_its_own_answers_have_the_shape_of_our_errors(self):
        responses = one("AWS::ApiGateway::RestApi")["Body"]["x-amazon-apigateway-gateway-responses"]
        self.assertEqual(
            {
                "MISSING_AUTHENTICATION_TOKEN": "404",
                "INVALID_SIGNATURE": "404",
                "ACCESS_DENIED": "404",
                "RESOURCE_NOT_FOUND": "404",
                "DEFAULT_4XX": "400",
                "REQUEST_TOO_LARGE": "413",
                "UNSUPPORTED_MEDIA_TYPE": "415",
                "WAF_FILTERED": "429",
                "THROTTLED": "429",
                "DEFAULT_5XX": "503",
                "INTEGRATION_FAILURE": "503",
                "INTEGRATION_TIMEOUT": "504",
            },
            {name: response["statusCode"] for name, response in responses.items()},
        )
        for name, response in responses.items():
            with self.subTest(name):
                self.assertIn('{"error":{"message":', response["responseTemplates"]["application/json"])
                headers = {"x-request-id", "Strict-Transport-Security", "Access-Control-Allow-Origin", "Access-Control-Expose-Headers"}
                self.assertLessEqual({f"gatewayresponse.header.{name}" for name in headers}, response["responseParameters"].keys())


class Functions(unittest.TestCase):
    def test_all_functions_are_covered(self):
        self.assertEqual(SERVES | SCHEDULED, set(FUNCTIONS))
        self.assertEqual(set(LIMITS), set(FUNCTIONS))

    def test_each_runs_our_handler_on_java_25_and_arm(self):
        for name, function in FUNCTIONS.items():
            with self.subTest(name):
                self.assertEqual(("java25", ["arm64"]), (function["Runtime"], function["Architectures"]))
                self.assertEqual(LIMITS[name], (function["Timeout"], function["MemorySize"]))
                handler = "functions/src/main/java/" + function["Handler"].replace(".", "/") + ".java"
                self.assertTrue((HOME / handler).is_file(), handler)

    def test_each_has_an_alias_on_a_version(self):
        aliases = of_type("AWS::Lambda::Alias").values()
        self.assertEqual({(name, "live") for name in FUNCTIONS}, {(a["FunctionName"]["Ref"], a["Name"]) for a in aliases})
        for alias in aliases:
            version = references.names(alias["FunctionVersion"])
            self.assertEqual(["AWS::Lambda::Version"], [RESOURCES[name]["Type"] for name in version])

    def test_each_release_publishes_a_version_of_every_function(self):
        def versions(resources):
            return {name for name, resource in resources.items() if resource["Type"] == "AWS::Lambda::Version"}

        after = expand(SOURCE, release="abcdefghij")["Resources"]
        self.assertEqual(len(FUNCTIONS), len(versions(after) - versions(RESOURCES)))

    def test_serving_functions_start_from_a_snapshot(self):
        snap = {name for name, function in FUNCTIONS.items() if function.get("SnapStart") == {"ApplyOn": "PublishedVersions"}}
        self.assertEqual(SERVES, snap)

    def test_only_streaming_functions_run_on_our_loop_and_a_parameter_disables_it(self):
        for name, function in FUNCTIONS.items():
            with self.subTest(name):
                wrapper = function["Environment"]["Variables"].get("AWS_LAMBDA_EXEC_WRAPPER")
                loop = {"Fn::If": ["Streams", "/var/task/stream-runtime", {"Ref": "AWS::NoValue"}]}
                self.assertEqual(loop if name in STREAMS else None, wrapper)
        self.assertEqual({"Fn::Equals": [{"Ref": "Streaming"}, "on"]}, EXPANDED["Conditions"]["Streams"])

    def test_no_secret_is_in_a_variable(self):
        for name, function in FUNCTIONS.items():
            with self.subTest(name):
                variables = dict(function["Environment"]["Variables"])
                self.assertEqual({"Ref": "SecretName"}, variables.pop("TIERUP_SECRETS"))
                self.assertEqual({"Ref": "PaymentSecretName"}, variables.pop("TIERUP_PAYMENT_SECRETS"))
                self.assertEqual({"Ref": "AccessSecretName"}, variables.pop("TIERUP_ACCESS_SECRETS"))
                self.assertFalse([key for key in variables if re.search("KEY|SECRET|TOKEN|PASSWORD", key)])
        self.assertNotIn("{{resolve", str(EXPANDED))

    def test_each_has_a_log_of_its_own_that_expires(self):
        logs = [function["LoggingConfig"]["LogGroup"]["Ref"] for function in FUNCTIONS.values()]
        self.assertEqual(len(FUNCTIONS), len(set(logs)))
        groups = of_type("AWS::Logs::LogGroup")
        self.assertEqual(set(logs) | {"AccessLog"}, set(groups))
        self.assertEqual([{"Ref": "LogDays"}] * len(groups), [group["RetentionInDays"] for group in groups.values()])

    def test_failed_scheduled_events_go_to_the_dead_letter_queue(self):
        dead = {"Fn::GetAtt": ["DeadLetters", "Arn"]}
        rules = of_type("AWS::Events::Rule").values()
        targets = [target for rule in rules for target in rule["Targets"]]
        self.assertEqual({name + "Aliaslive" for name in SCHEDULED}, {target["Arn"]["Ref"] for target in targets})
        self.assertEqual([{"Arn": dead}] * len(targets), [target["DeadLetterConfig"] for target in targets])
        configs = of_type("AWS::Lambda::EventInvokeConfig").values()
        self.assertEqual({(name, "live") for name in SCHEDULED}, {(c["FunctionName"]["Ref"], c["Qualifier"]) for c in configs})
        for config in configs:
            self.assertEqual(dead, config["DestinationConfig"]["OnFailure"]["Destination"])


class Capacity(unittest.TestCase):
    def test_payments_and_jobs_have_executions_that_chat_cannot_use(self):
        reserved = {name: f["ReservedConcurrentExecutions"]["Fn::If"] for name, f in FUNCTIONS.items() if "ReservedConcurrentExecutions" in f}
        none = {"Ref": "AWS::NoValue"}
        jobs = dict.fromkeys(SCHEDULED, ["ReservesJobs", {"Ref": "JobConcurrency"}, none])
        self.assertEqual(
            {
                "StripeWebhook": ["ReservesWebhook", {"Ref": "WebhookConcurrency"}, none],
                "TopUp": ["ReservesTopUp", {"Ref": "TopUpConcurrency"}, none],
                "SignUp": ["ReservesSignUp", {"Ref": "SignUpConcurrency"}, none],
                **jobs,
            },
            reserved,
        )

    def test_the_bill_of_a_day_has_a_budget_whose_message_arrives(self):
        budget = one("AWS::Budgets::Budget")
        self.assertEqual(("DAILY", "COST"), (budget["Budget"]["TimeUnit"], budget["Budget"]["BudgetType"]))
        self.assertEqual({"Ref": "AwsUsdPerDay"}, budget["Budget"]["BudgetLimit"]["Amount"])
        (told,) = budget["NotificationsWithSubscribers"]
        self.assertEqual([{"SubscriptionType": "SNS", "Address": {"Ref": "AlarmTopic"}}], told["Subscribers"])
        (allowed,) = one("AWS::SNS::TopicPolicy")["PolicyDocument"]["Statement"]
        self.assertEqual(["cloudwatch.amazonaws.com", "budgets.amazonaws.com"], allowed["Principal"]["Service"])


class Tables(unittest.TestCase):
    def test_each_is_encrypted_backed_up_and_protected(self):
        tables = {name: resource for name, resource in RESOURCES.items() if resource["Type"] == "AWS::DynamoDB::Table"}
        self.assertEqual({"WalletsTable", "LedgerTable", "DirectoryTable", "TransientTable"}, set(tables))
        for name, table in tables.items():
            with self.subTest(name):
                self.assertEqual(("Retain", "Retain"), (table["DeletionPolicy"], table["UpdateReplacePolicy"]))
                properties = table["Properties"]
                self.assertEqual("PAY_PER_REQUEST", properties["BillingMode"])
                self.assertEqual({"SSEEnabled": True}, properties["SSESpecification"])
                # A backup would keep the answers of customers for 35 days, and the table itself keeps them for one.
                backup = {"PointInTimeRecoveryEnabled": name != "TransientTable"}
                self.assertEqual(backup, properties["PointInTimeRecoverySpecification"])
                self.assertEqual({"Fn::If": ["TablesAreProtected", True, False]}, properties["DeletionProtectionEnabled"])

    def test_only_transient_items_and_rows_of_the_ledger_expire(self):
        expiring = {name: table.get("TimeToLiveSpecification") for name, table in of_type("AWS::DynamoDB::Table").items()}
        for table in ("TransientTable", "LedgerTable"):
            self.assertEqual({"AttributeName": "expiresAtEpochSecond", "Enabled": True}, expiring.pop(table))
        self.assertEqual({None}, set(expiring.values()))


class Dependencies(unittest.TestCase):
    def test_there_is_no_cycle(self):
        self.assertEqual([], references.cycle(references.needs(RESOURCES)))

    def test_a_cycle_is_detected(self):
        loop = {
            "Api": {"Properties": {"Body": {"uri": {"Fn::Sub": "a/${Inference.Arn}/b"}}}},
            "Inference": {"Properties": {"Url": {"Fn::Sub": ["${id}", {"id": {"Ref": "Api"}}]}}},
            "Table": {"DependsOn": "Inference"},
        }
        self.assertEqual(["Api", "Inference", "Table"], references.cycle(references.needs(loop)))

    def test_the_stage_waits_for_its_logging_role(self):
        self.assertIn("ApiAccount", references.needs(RESOURCES)["ApiStage"])
