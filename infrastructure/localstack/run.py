"""Deploys the stack on LocalStack, puts the suite to it, says what took how long, and ends all that was started."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from contextlib import ExitStack
from pathlib import Path

import emulator
from deployment import REGION, STRIPE_KEY, WEBHOOK_SECRET, Deployment
from parts import Part
from suite.service import Service
from suite.stripe import Stripe

HERE = Path(__file__).parent
HOME = HERE.parents[1]
MAPPING = HOME / "infrastructure/tiers/mapping-1.json"
LOGS = HOME / "target/localstack"
SUITE = ("suite.resources", "suite.routes", "suite.chat", "suite.payments", "suite.schedules")


class Watch:
    def __init__(self):
        self.begin = self.last = time.monotonic()

    def lap(self, what):
        now = time.monotonic()
        print(f"{now - self.last:6.1f} s  {what}", flush=True)
        self.last = now

    def stop(self):
        print(f"{time.monotonic() - self.begin:6.1f} s  in all", flush=True)


def java(main_class, *arguments):
    module = HOME / "infrastructure/local/target"
    class_path = f"{module}/classes:{(module / 'classpath.txt').read_text().strip()}"
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", f"-Dtierup.home={HOME}"]
    return [f"{os.environ['JAVA_HOME']}/bin/java", *options, "-cp", class_path, main_class, *map(str, arguments)]


def seed(deployment, keys):
    """By the project's own command, into the stack's tables. Returns the demo account's key."""
    environment = {"PATH": os.environ["PATH"], "AWS_ENDPOINT_URL": deployment.endpoint, "AWS_REGION": REGION}
    subprocess.run(
        java("ai.tierup.local.seed.LocalCommandLine", "seed", MAPPING, keys),
        env=environment | deployment.tables(),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return json.loads(keys.read_text())["demo"]


def first_calls(service, watch):
    for what in ("the first answer, its JVM's start included", "the next answer"):
        answer = service.chat("hello")
        if answer.status != 200:
            raise SystemExit(f"A chat completion was answered with {answer.status}: {answer.text}")
        watch.lap(what)


def prove(run, parts, watch):
    command = java("ai.tierup.local.simulators.SimulatorMain", MAPPING, STRIPE_KEY, WEBHOOK_SECRET)
    simulator = parts.enter_context(Part(command, run / "simulator.log"))
    endpoint = os.environ.get("LOCALSTACK_ENDPOINT")
    deployment = Deployment(endpoint or emulator.start(run, parts))
    watch.lap(f"LocalStack answers on {deployment.endpoint}")
    upstream = os.environ.get("LOCALSTACK_UPSTREAM_URL") or simulator.await_line("upstream simulator ready on ")
    stripe = simulator.await_line("stripe simulator ready on ")
    if endpoint:
        parts.callback(deployment.remove)
    deployment.deploy(HOME, upstream, os.environ.get("LOCALSTACK_STRIPE_URL") or stripe)
    watch.lap(f"the stack is there, {len(deployment.resources)} resources")
    Service.current = Service(deployment, seed(deployment, run / "keys.json"), Stripe(stripe, STRIPE_KEY, WEBHOOK_SECRET))
    watch.lap("the tier mapping is live, the accounts are there")
    first_calls(Service.current, watch)
    result = unittest.TextTestRunner(verbosity=2).run(unittest.defaultTestLoader.loadTestsFromNames(SUITE))
    watch.lap(f"{result.testsRun} tests")
    return result.wasSuccessful()


def main():
    for end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(end, signal.default_int_handler)
    watch = Watch()
    proved = False
    try:
        with ExitStack() as parts:
            run = Path(parts.enter_context(tempfile.TemporaryDirectory(prefix="tierup-localstack-")))
            parts.callback(lambda: proved or keep_logs(run))
            proved = prove(run, parts, watch)
        watch.lap("all parts are ended")
        watch.stop()
    except KeyboardInterrupt:
        print("Interrupted; all parts are ended.", file=sys.stderr)
    return 0 if proved else 1


def keep_logs(run):
    shutil.rmtree(LOGS, ignore_errors=True)
    LOGS.mkdir(parents=True)
    for log in run.rglob("*.log"):
        shutil.copy(log, LOGS)
    print(f"What the parts said is in {LOGS.relative_to(HOME)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
