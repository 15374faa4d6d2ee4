"""What each function may do, and that it may do nothing else."""

import unittest

from template_proof import FUNCTIONS, RESOURCES, SCHEDULED, of_type

MARKS = {"TransientTable": {"GetItem", "PutItem", "DeleteItem"}}

# Whoever asks upstream or Stripe.
KNOW_SECRETS = {"Inference", "TopUp", "StripeWebhook", "Reconcile"}

# By function and table, or by what the keys in it have to be like, the actions of DynamoDB.
TABLES = {
    "Inference": {
        "WalletsTable": {"GetItem", "BatchGetItem", "PutItem", "UpdateItem"},
        "LedgerTable": {"PutItem"},
        "DirectoryTable": {"GetItem"},
        "TransientTable": {"BatchGetItem", "PutItem", "DeleteItem"},
    },
    "Models": {"DirectoryTable": {"GetItem"}},
    "Tiers": {"DirectoryTable": {"GetItem"}},
    "Wallet": {
        "WalletsTable": {"GetItem", "UpdateItem"},
        "LedgerTable/index/byTime": {"Query"},
        "DirectoryTable": {"GetItem"},
    },
    "TopUp": {
        "WalletsTable": {"UpdateItem"},
        "LedgerTable": {"PutItem"},
        "DirectoryTable": {"GetItem"},
        "DirectoryTable TOPUP#*": {"PutItem", "UpdateItem"},
    },
    "StripeWebhook": {
        "WalletsTable": {"GetItem", "UpdateItem"},
        "LedgerTable": {"PutItem"},
        "DirectoryTable": {"GetItem"},
        "DirectoryTable TOPUP#*": {"UpdateItem"},
    },
    "Usage": {"LedgerTable": {"Query"}, "DirectoryTable": {"GetItem"}},
    "Site": {},
    "Sweeper": {
        "WalletsTable": {"Scan", "UpdateItem"},
        "LedgerTable": {"PutItem"},
        "TransientTable": {"GetItem", "BatchGetItem", "PutItem", "DeleteItem"},
    },
    "GuardrailReset": {
        "WalletsTable": {"Scan", "GetItem", "BatchGetItem", "PutItem", "UpdateItem"},
        "LedgerTable": {"Query", "PutItem"},
        "DirectoryTable": {"GetItem"},
        **MARKS,
    },
    "PoolGauge": {"WalletsTable": {"GetItem", "BatchGetItem"}},
    "Audit": {"WalletsTable": {"Scan", "GetItem"}, "LedgerTable": {"Query"}, **MARKS},
    "Reconcile": {
        "WalletsTable": {"Scan", "GetItem", "UpdateItem"},
        "LedgerTable": {"GetItem", "PutItem"},
        "LedgerTable/index/byTime": {"Query"},
        "DirectoryTable": {"GetItem"},
        "DirectoryTable TOPUP#*": {"UpdateItem"},
        **MARKS,
    },
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
    """The statements, those also that stand there under a condition."""
    for statement in policy["Statement"]:
        yield statement["Fn::If"][1] if "Fn::If" in statement else statement


def needs(function):
    """The one policy of a function's role, as an action, the resource it is for, and what the keys have to be like."""
    (policy,) = RESOURCES[function + "Role"]["Properties"]["Policies"]
    for statement in statements(policy["PolicyDocument"]):
        keys = statement.get("Condition", {}).get("ForAllValues:StringLike", {}).get("dynamodb:LeadingKeys", [])
        for action in statement["Action"]:
            yield action, statement["Resource"], keys


def arn(resource):
    """Of a resource, or of an index of a table."""
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
    if function in KNOW_SECRETS:
        secret = "secret:${SecretName}-??????"
        yield (
            "secretsmanager:GetSecretValue",
            {"Fn::Sub": "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:" + secret},
            [],
        )
        yield "kms:Decrypt", {"Ref": "SecretKeyArn"}, []


class Rights(unittest.TestCase):
    def test_each_function_has_the_rights_of_the_table_above_and_no_other(self):
        self.assertEqual(set(TABLES), set(FUNCTIONS))
        for function in FUNCTIONS:
            with self.subTest(function):
                self.assertEqual(sorted(map(str, expected(function))), sorted(map(str, needs(function))))

    def test_each_function_has_a_role_of_its_own_that_lambda_alone_takes(self):
        for name, function in FUNCTIONS.items():
            with self.subTest(name):
                self.assertEqual(arn(name + "Role"), function["Role"])
                (trust,) = RESOURCES[name + "Role"]["Properties"]["AssumeRolePolicyDocument"]["Statement"]
                self.assertEqual({"Service": "lambda.amazonaws.com"}, trust["Principal"])

    def test_nothing_that_runs_changes_the_ledger(self):
        (denial,) = RESOURCES["LedgerIsAppendOnly"]["Properties"]["PolicyDocument"]["Statement"]
        self.assertEqual(("Deny", CHANGES, arn("LedgerTable")), (denial["Effect"], set(denial["Action"]), denial["Resource"]))
        for function in FUNCTIONS:
            with self.subTest(function):
                role = RESOURCES[function + "Role"]["Properties"]
                self.assertEqual([{"Ref": "LedgerIsAppendOnly"}], role["ManagedPolicyArns"])

    def test_no_right_is_for_everything(self):
        for name, role in of_type("AWS::IAM::Role").items():
            for policy in role.get("Policies", []):
                for statement in statements(policy["PolicyDocument"]):
                    with self.subTest(name):
                        self.assertNotIn("*", str(statement["Action"]))
                        self.assertNotIn("*", str(statement["Resource"]))

    def test_only_api_gateways_logging_takes_a_policy_of_awss(self):
        # AWS checks that this role has the rights of its own policy before it accepts it; they are for every log.
        foreign = {
            name: role["ManagedPolicyArns"]
            for name, role in of_type("AWS::IAM::Role").items()
            if role["ManagedPolicyArns"] != [{"Ref": "LedgerIsAppendOnly"}]
        }
        self.assertEqual(["ApiAccountRole"], list(foreign))
        self.assertIn("AmazonAPIGatewayPushToCloudWatchLogs", str(foreign))

    def test_only_our_schedules_write_to_the_dead_letters(self):
        (policy,) = of_type("AWS::SQS::QueuePolicy").values()
        (statement,) = policy["PolicyDocument"]["Statement"]
        self.assertEqual({"Service": "events.amazonaws.com"}, statement["Principal"])
        self.assertIn(":rule/${AWS::StackName}-*", str(statement["Condition"]))
        self.assertEqual(arn("DeadLetters"), statement["Resource"])
