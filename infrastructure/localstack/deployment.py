"""Deploys the stack to a LocalStack, and looks up its resources."""

import hashlib
import json
import os
import secrets
import time

import boto3

from template import for_localstack

# Unique, because a shared LocalStack may have another stack.
STACK = f"tierup-{os.getpid()}"
BUCKET = f"{STACK}-deployment"
PAYMENT_SECRET = f"{STACK}-payments"
ACCESS_SECRET = f"{STACK}-access"
REGION = "us-east-1"
STAGE = "localstack"
ZIP = "functions/target/functions.zip"

# The API key and the webhook secret of the simulated Stripe.
STRIPE_KEY = "sk_test_" + secrets.token_hex(16)
WEBHOOK_SECRET = "whsec_" + secrets.token_hex(16)


class Deployment:
    def __init__(self, endpoint):
        self.endpoint = endpoint
        self.session = boto3.Session("test", "test", region_name=REGION)
        self.resources = {}

    def client(self, service):
        return self.session.client(service, endpoint_url=self.endpoint)

    def deploy(self, home, upstream, stripe):
        """Deploys by a change set, as AWS's tools do. The answer format is "proxy", because routes do not stream on LocalStack."""
        parameters = {
            "Stage": STAGE,
            "Release": hashlib.sha256((home / ZIP).read_bytes()).hexdigest(),
            "UpstreamUrl": upstream,
            "StripeUrl": stripe,
            "SecretName": self.secret(STACK, TIERUP_UPSTREAM_KEY="none", TIERUP_HMAC_KEY=secrets.token_hex(32),
                                      TIERUP_SEALING_KEYS="k1=" + secrets.token_hex(32)),
            "PaymentSecretName": self.secret(
                PAYMENT_SECRET, TIERUP_STRIPE_KEY=STRIPE_KEY, TIERUP_STRIPE_WEBHOOK_SECRET=WEBHOOK_SECRET
            ),
            "AccessSecretName": self.secret(ACCESS_SECRET, TIERUP_ACCESS_KEY=secrets.token_hex(32)),
            "Streaming": "off",
            "AnswerFormat": "proxy",
            "AlarmMail": "operator@example.com",
            # LocalStack has no AWS WAF and no budgets.
            "Firewall": "off",
            "AwsUsdPerDay": "0",
        }
        s3 = self.client("s3")
        s3.create_bucket(Bucket=BUCKET)
        s3.upload_file(str(home / ZIP), BUCKET, "functions.zip")
        template = for_localstack((home / "template.yaml").read_text(), f"s3://{BUCKET}/functions.zip")
        s3.put_object(Bucket=BUCKET, Key="template.json", Body=json.dumps(template))
        cloudformation = self.client("cloudformation")
        change = cloudformation.create_change_set(
            StackName=STACK,
            ChangeSetName="first",
            ChangeSetType="CREATE",
            TemplateURL=f"{self.endpoint}/{BUCKET}/template.json",
            Parameters=[{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()],
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        )["Id"]
        cloudformation.get_waiter("change_set_create_complete").wait(
            ChangeSetName=change, WaiterConfig={"Delay": 1, "MaxAttempts": 60}
        )
        cloudformation.execute_change_set(ChangeSetName=change)
        self.await_stack(cloudformation)
        pages = cloudformation.get_paginator("list_stack_resources").paginate(StackName=STACK)
        self.resources = {
            resource["LogicalResourceId"]: resource
            for page in pages
            for resource in page["StackResourceSummaries"]
        }

    def secret(self, name, **variables):
        self.client("secretsmanager").create_secret(Name=name, SecretString=json.dumps(variables))
        return name

    def remove(self):
        """Deletes everything, including the tables that the template retains."""
        cloudformation = self.client("cloudformation")
        cloudformation.delete_stack(StackName=STACK)
        cloudformation.get_waiter("stack_delete_complete").wait(
            StackName=STACK, WaiterConfig={"Delay": 1, "MaxAttempts": 120}
        )
        dynamodb = self.client("dynamodb")
        for table in set(self.of_type("AWS::DynamoDB::Table").values()) & set(dynamodb.list_tables()["TableNames"]):
            dynamodb.delete_table(TableName=table)
        bucket = self.session.resource("s3", endpoint_url=self.endpoint).Bucket(BUCKET)
        bucket.objects.delete()
        bucket.delete()
        for secret in (STACK, PAYMENT_SECRET):
            self.client("secretsmanager").delete_secret(SecretId=secret, ForceDeleteWithoutRecovery=True)

    def await_stack(self, cloudformation):
        while (status := self.status(cloudformation)).endswith("_IN_PROGRESS"):
            time.sleep(0.5)
        if status != "CREATE_COMPLETE":
            events = cloudformation.describe_stack_events(StackName=STACK)["StackEvents"]
            failed = [
                f"  {event['LogicalResourceId']}: {event.get('ResourceStatusReason')}"
                for event in events
                if event["ResourceStatus"].endswith("FAILED")
            ]
            raise SystemExit("\n".join([f"The stack is in {status}:", *failed]))

    @staticmethod
    def status(cloudformation):
        return cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]["StackStatus"]

    def id(self, logical_id):
        return self.resources[logical_id]["PhysicalResourceId"]

    def of_type(self, resource_type):
        """Returns physical ids by logical ids."""
        return {
            name: resource["PhysicalResourceId"]
            for name, resource in self.resources.items()
            if resource["ResourceType"] == resource_type
        }

    @property
    def base_url(self):
        return f"{self.endpoint}/_aws/execute-api/{self.id('Api')}/{STAGE}"

    def tables(self):
        """Returns the environment variables by which the project's commands find the tables of the stack."""
        return {
            f"{name.upper()}_TABLE": self.id(f"{name}Table") for name in ("Wallets", "Ledger", "Directory", "Transient")
        }
