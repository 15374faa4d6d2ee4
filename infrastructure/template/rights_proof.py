"""Checks that each function has exactly the rights listed here."""

import unittest

from template_proof import FUNCTIONS, RESOURCES, SCHEDULED, of_type

# What authentication needs: it reads sessions, and notes the last uses of keys.
USES = {"DirectoryTable KEYUSE#*": {"UpdateItem"}}
CALLERS = {"TransientTable SESSION#* SESSIONS#*": {"GetItem"}, **USES}

MARKS = {"TransientTable": {"GetItem", "PutItem", "DeleteItem"}}

# The secret of each function that calls upstream or Stripe. None reads two.
SECRETS = {
    "Inference": "SecretName",
    "Assess": "SecretName",
    "TopUp": "PaymentSecretName",
    "StripeWebhook": "PaymentSecretName",
    "Reconcile": "PaymentSecretName",
    "AutoTopUps": "PaymentSecretName",
    "SignUp": "AccessSecretName",
}

# The partitions of the ledger: usage records by account and day, credits and debits, statements and rollups of accounts, statements of the
# platform, audit events by account and by day. A booking writes a credit or debit, and events.
USAGE, ENTRIES, STATEMENTS, EVENTS = "LedgerTable A#*#20??????", "LedgerTable A#*#C", "LedgerTable A#*#S A#*#R P#S", "LedgerTable A#*#L L#*"
BOOKING = "LedgerTable A#*#C A#*#L L#*"

# A checkout that is paid may save a payment method, which the audit log says.
METHODS = {"DirectoryTable AUTOTOPUP": {"PutItem"}}

# What a release of a sign-up credit writes beside the wallet and the ledger.
CREDITS = {"DirectoryTable CREDIT#*": {"PutItem", "DeleteItem"}}

# The actions on DynamoDB by function and table. Patterns after the table restrict the keys.
TABLES = {
    "Inference": {
        "WalletsTable": {"GetItem", "BatchGetItem"},
        "WalletsTable DAY#*": {"PutItem"},
        "WalletsTable W#* DAY#*": {"UpdateItem"},
        USAGE: {"PutItem"},
        "DirectoryTable": {"GetItem"},
        **CALLERS,
        "TransientTable": {"BatchGetItem", "PutItem", "DeleteItem"},
        "TransientTable PACE#* CANARY#* QUOTA#* STATUS#*": {"UpdateItem"},
    },
    "Models": {"DirectoryTable": {"GetItem"}, **CALLERS},
    "Tiers": {"DirectoryTable": {"GetItem"}, "DirectoryTable INCIDENTS": {"Query"}, "TransientTable STATUS#*": {"BatchGetItem"}},
    "Wallet": {
        "WalletsTable": {"GetItem"},
        "WalletsTable W#*": {"UpdateItem"},
        "LedgerTable/index/byTime": {"Query"},
        EVENTS: {"PutItem"},
        "DirectoryTable": {"GetItem"},
        **CALLERS,
    },
    "TopUp": {
        "WalletsTable W#*": {"UpdateItem"},
        BOOKING: {"PutItem"},
        "DirectoryTable": {"GetItem", "Query", "ConditionCheckItem"},
        "DirectoryTable TOPUP#*": {"PutItem", "UpdateItem"},
        **METHODS,
        **CREDITS,
        "TransientTable": {"PutItem"},
        **CALLERS,
    },
    "StripeWebhook": {
        "WalletsTable": {"GetItem"},
        "WalletsTable W#*": {"UpdateItem"},
        BOOKING: {"PutItem"},
        "DirectoryTable": {"GetItem"},
        "DirectoryTable TOPUP#*": {"UpdateItem"},
        **METHODS,
        **CREDITS,
    },
    "Usage": {"LedgerTable": {"Query"}, "DirectoryTable": {"GetItem", "BatchGetItem", "Query"}, **CALLERS},
    "SignUp": {
        "WalletsTable": {"ConditionCheckItem"},
        "WalletsTable W#*": {"PutItem"},
        "WalletsTable GRANTS#*": {"UpdateItem"},
        BOOKING: {"PutItem"},
        "DirectoryTable": {"GetItem", "Query", "ConditionCheckItem"},
        "DirectoryTable ACCOUNT#* APIKEY#* MAIL#* CREDIT#*": {"PutItem"},
        "TransientTable": {"PutItem", "UpdateItem", "DeleteItem"},
    },
    "Export": {
        "WalletsTable": {"GetItem"},
        "LedgerTable": {"Query"},
        EVENTS: {"PutItem"},
        "DirectoryTable": {"GetItem", "BatchGetItem", "Query"},
        **CALLERS,
    },
    "Account": {
        "WalletsTable": {"GetItem"},
        "WalletsTable W#*": {"UpdateItem"},
        "LedgerTable": {"Query"},
        BOOKING: {"PutItem"},
        "DirectoryTable": {"GetItem", "BatchGetItem", "Query", "ConditionCheckItem"},
        "DirectoryTable ACCOUNT#* ALERTS AUTOTOPUP": {"PutItem"},
        "DirectoryTable ACCOUNT#* MAIL#* KEYUSE#*": {"UpdateItem"},
        "DirectoryTable APIKEY#* ACCOUNT#* TEAMS#* KEYUSE#*": {"DeleteItem"},
        **CREDITS,
        "TransientTable SESSION#* SESSIONS#*": {"GetItem", "PutItem"},
        "TransientTable SESSION#*": {"DeleteItem"},
    },
    "Keys": {
        "WalletsTable W#*": {"UpdateItem"},
        EVENTS: {"PutItem"},
        "DirectoryTable": {"GetItem", "BatchGetItem", "Query", "ConditionCheckItem"},
        "DirectoryTable APIKEY#* ACCOUNT#* TEAMS#*": {"PutItem"},
        "DirectoryTable APIKEY#* TEAMS#*": {"DeleteItem"},
        **CALLERS,
    },
    "AuditEvents": {"LedgerTable": {"Query"}, "DirectoryTable": {"GetItem"}, **CALLERS},
    "Site": {},
    "Sweeper": {
        "WalletsTable": {"Scan"},
        "WalletsTable W#*": {"UpdateItem"},
        USAGE: {"PutItem"},
        "TransientTable": {"GetItem", "BatchGetItem", "PutItem", "DeleteItem"},
    },
    "GuardrailReset": {
        "WalletsTable": {"Scan", "GetItem", "BatchGetItem"},
        "WalletsTable DAY#*": {"PutItem"},
        "WalletsTable W#* DAY#*": {"UpdateItem"},
        "LedgerTable": {"Query"},
        STATEMENTS: {"PutItem"},
        "DirectoryTable": {"GetItem"},
        **MARKS,
    },
    "Credits": {
        "WalletsTable": {"GetItem"},
        "WalletsTable W#* GRANTS#*": {"UpdateItem"},
        "LedgerTable": {"Query"},
        BOOKING: {"PutItem"},
        "DirectoryTable": {"GetItem", "Query"},
        **CREDITS,
    },
    "Alerts": {
        "WalletsTable": {"GetItem"},
        "LedgerTable": {"Query"},
        EVENTS: {"PutItem"},
        "DirectoryTable": {"GetItem", "BatchGetItem", "Query", "ConditionCheckItem"},
        "DirectoryTable ALERTS#* DELIVERIES": {"PutItem"},
        "DirectoryTable ALERTS ALERTS#* DELIVERIES": {"DeleteItem"},
        **MARKS,
    },
    "AutoTopUps": {
        "WalletsTable": {"GetItem"},
        "WalletsTable W#*": {"UpdateItem"},
        BOOKING: {"PutItem"},
        "DirectoryTable": {"GetItem", "Query", "ConditionCheckItem"},
        "DirectoryTable AUTOTOPUP DELIVERIES": {"PutItem"},
        "DirectoryTable TOPUP#*": {"PutItem", "UpdateItem"},
        "DirectoryTable AUTOTOPUP": {"DeleteItem"},
        **CREDITS,
        **MARKS,
    },
    "PoolGauge": {
        "WalletsTable": {"GetItem", "BatchGetItem"},
        EVENTS: {"PutItem"},
        "DirectoryTable": {"GetItem"},
        "DirectoryTable TIERS AUDIT#*": {"PutItem"},
        "TransientTable": {"GetItem"},
    },
    "Audit": {"WalletsTable": {"Scan", "GetItem"}, "LedgerTable": {"Query"}, **MARKS},
    "Reconcile": {
        "WalletsTable": {"Scan", "GetItem"},
        "WalletsTable W#*": {"UpdateItem"},
        "LedgerTable": {"GetItem"},
        BOOKING: {"PutItem"},
        "LedgerTable/index/byTime": {"Query"},
        "DirectoryTable": {"GetItem"},
        "DirectoryTable TOPUP#*": {"UpdateItem"},
        **METHODS,
        **CREDITS,
        **MARKS,
    },
    "Assess": {"DirectoryTable": {"GetItem"}, "TransientTable SHORTLIST#*": {"BatchGetItem", "PutItem"}},
}

CHANGES = {
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:BatchWriteItem",
    "dynamodb:PartiQLUpdate",
    "dynamodb:PartiQLDelete",
    "dynamodb:UpdateTimeToLive",
    "dynamodb:DeleteTable",
}


def statements(policy):
    """Yields the statements, including conditional ones."""
    for statement in policy["Statement"]:
        yield statement["Fn::If"][1] if "Fn::If" in statement else statement


def rights(function):
    """Yields the action, the resource and the key patterns of each right in a function's only policy."""
    (policy,) = RESOURCES[function + "Role"]["Properties"]["Policies"]
    for statement in statements(policy["PolicyDocument"]):
        keys = statement.get("Condition", {}).get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys", [])
        for action in statement["Action"]:
            yield action, statement["Resource"], keys


def arn(resource):
    """Returns the ARN of a resource, or of an index of a table."""
    table, _, index = resource.partition("/")
    return {"Fn::Sub": "${%s.Arn}/%s" % (table, index)} if index else {"Fn::GetAtt": [table, "Arn"]}


def expected(function):
    for table, actions in TABLES[function].items():
        table, *keys = table.split()
        for action in actions:
            yield f"dynamodb:{action}", arn(table), keys
    yield "logs:CreateLogStream", arn(function + "Log"), []
    yield "logs:PutLogEvents", arn(function + "Log"), []
    if function in SCHEDULED:
        yield "sqs:SendMessage", arn("DeadLetters"), []
    if function in SECRETS:
        secret = "secret:${%s}-??????" % SECRETS[function]
        yield (
            "secretsmanager:GetSecretValue",
            {"Fn::Sub": "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:" + secret},
            [],
        )
        yield "kms:Decrypt", {"Ref": "SecretKeyArn"}, []
    if function in ("SignUp", "Alerts"):
        identity = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:identity/${MailDomain}"
        yield "ses:SendEmail", {"Fn::Sub": identity}, []


class Rights(unittest.TestCase):
    def test_each_function_has_exactly_the_rights_above(self):
        self.assertEqual(set(TABLES), set(FUNCTIONS))
        for function in FUNCTIONS:
            with self.subTest(function):
                self.assertEqual(sorted(map(str, expected(function))), sorted(map(str, rights(function))))

    def test_each_function_has_a_role_of_its_own_that_only_lambda_can_assume(self):
        for name, function in FUNCTIONS.items():
            with self.subTest(name):
                self.assertEqual(arn(name + "Role"), function["Role"])
                (trust,) = RESOURCES[name + "Role"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
                self.assertEqual({"Service": "lambda.amazonaws.com"}, trust["Principal"])

    def test_no_function_can_change_the_ledger(self):
        (denial,) = RESOURCES["LedgerIsAppendOnly"]["Properties"]["PolicyDocument"]["Statement"]
        self.assertEqual(("Deny", CHANGES, arn("LedgerTable")), (denial["Effect"], set(denial["Action"]), denial["Resource"]))
        for function in FUNCTIONS:
            with self.subTest(function):
                role = RESOURCES[function + "Role"]["Properties"]
                self.assertEqual([{"Ref": "LedgerIsAppendOnly"}], role["ManagedPolicyArns"])

    def test_only_the_sign_up_can_put_a_wallet_and_none_can_add_usage_or_statements_with_other_rows(self):
        for function in FUNCTIONS:
            puts = {str(resource): keys for action, resource, keys in rights(function) if action == "dynamodb:PutItem"}
            with self.subTest(function):
                wallets = (["W#*"],) if function == "SignUp" else (None, ["DAY#*"])
                self.assertIn(puts.get(str(arn("WalletsTable"))), wallets)
                allowed = [None, *(part.split()[1:] for part in (USAGE, ENTRIES, STATEMENTS, EVENTS, BOOKING))]
                self.assertIn(puts.get(str(arn("LedgerTable"))), allowed)

    def test_no_right_has_a_wildcard(self):
        for name, role in of_type("AWS::IAM::Role").items():
            for policy in role.get("Policies", []):
                for statement in statements(policy["PolicyDocument"]):
                    with self.subTest(name):
                        self.assertNotIn("*", str(statement["Action"]))
                        self.assertNotIn("*", str(statement["Resource"]))

    def test_only_the_logging_of_api_gateway_has_a_managed_policy(self):
        # AWS accepts this role only with the rights of AWS's managed policy, which are for all logs.
        foreign = {
            name: role["ManagedPolicyArns"]
            for name, role in of_type("AWS::IAM::Role").items()
            if role["ManagedPolicyArns"] != [{"Ref": "LedgerIsAppendOnly"}]
        }
        self.assertEqual(["ApiAccountRole"], list(foreign))
        self.assertIn("AmazonAPIGatewayPushToCloudWatchLogs", str(foreign))

    def test_only_our_schedules_can_send_to_the_dead_letter_queue(self):
        (policy,) = of_type("AWS::SQS::QueuePolicy").values()
        (statement,) = policy["PolicyDocument"]["Statement"]
        self.assertEqual({"Service": "events.amazonaws.com"}, statement["Principal"])
        self.assertIn(":rule/${AWS::StackName}-*", str(statement["Condition"]))
        self.assertEqual(arn("DeadLetters"), statement["Resource"])
