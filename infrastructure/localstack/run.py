"""Deploys the stack to LocalStack, runs the suite, prints the duration of each step, and ends everything that it started."""

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
from processes import ChildProcess
from suite.service import Service
from suite.stripe import Stripe

HERE = Path(__file__).parent
HOME = HERE.parents[1]
MAPPING = HOME / "infrastructure/tiers/mapping-2.json"
LOGS = HOME / "target/localstack"
SUITE = ("suite.resources", "suite.routes", "suite.chat", "suite.payments", "suite.schedules")


class Stopwatch:
    def __init__(self):
        self.begin = self.last = time.monotonic()

    def lap(self, step):
        now = time.monotonic()
        print(f"{now - self.last:6.1f} s  {step}", flush=True)
        self.last = now

    def stop(self):
        print(f"{time.monotonic() - self.begin:6.1f} s  in total", flush=True)


def java(main_class, *arguments):
    module = HOME / "infrastructure/local/target"
    class_path = f"{module}/classes:{(module / 'classpath.txt').read_text().strip()}"
    options = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", f"-Dtierup.home={HOME}"]
    return [f"{os.environ['JAVA_HOME']}/bin/java", *options, "-cp", class_path, main_class, *map(str, arguments)]


def seed(deployment, keys):
    """Seeds the tables of the stack with the project's command. Returns the key of the demo account."""
    environment = {"PATH": os.environ["PATH"], "AWS_ENDPOINT_URL": deployment.endpoint, "AWS_REGION": REGION}
    subprocess.run(
        java("ai.tierup.local.seed.LocalCommandLine", "seed", MAPPING, keys),
        env=environment | deployment.tables(),
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return json.loads(keys.read_text())["demo"]


def first_calls(service, watch):
    for step in ("first answer, including the start of its JVM", "next answer"):
        answer = service.chat("hello")
        if answer.status != 200:
            raise SystemExit(f"A chat completion was answered with {answer.status}: {answer.text}")
        watch.lap(step)


def run_suite(run, exit_stack, watch):
    command = java("ai.tierup.local.simulators.SimulatorMain", MAPPING, STRIPE_KEY, WEBHOOK_SECRET)
    simulator = exit_stack.enter_context(ChildProcess(command, run / "simulator.log"))
    endpoint = os.environ.get("LOCALSTACK_ENDPOINT")
    deployment = Deployment(endpoint or emulator.start(run, exit_stack))
    watch.lap(f"LocalStack is ready on {deployment.endpoint}")
    upstream = os.environ.get("LOCALSTACK_UPSTREAM_URL") or simulator.await_line("upstream simulator ready on ")
    stripe = simulator.await_line("stripe simulator ready on ")
    if endpoint:
        exit_stack.callback(deployment.remove)
    deployment.deploy(HOME, upstream, os.environ.get("LOCALSTACK_STRIPE_URL") or stripe)
    watch.lap(f"stack deployed, {len(deployment.resources)} resources")
    Service.current = Service(deployment, seed(deployment, run / "keys.json"), Stripe(stripe, STRIPE_KEY, WEBHOOK_SECRET))
    watch.lap("tier mapping and accounts seeded")
    first_calls(Service.current, watch)
    result = unittest.TextTestRunner(verbosity=2).run(unittest.defaultTestLoader.loadTestsFromNames(SUITE))
    watch.lap(f"{result.testsRun} tests")
    return result.wasSuccessful()


def main():
    for end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(end, signal.default_int_handler)
    watch = Stopwatch()
    passed = False
    try:
        with ExitStack() as exit_stack:
            run = Path(exit_stack.enter_context(tempfile.TemporaryDirectory(prefix="tierup-localstack-")))
            exit_stack.callback(lambda: passed or keep_logs(run))
            passed = run_suite(run, exit_stack, watch)
        watch.lap("all processes ended")
        watch.stop()
    except KeyboardInterrupt:
        print("Interrupted; all processes ended.", file=sys.stderr)
    return 0 if passed else 1


def keep_logs(run):
    shutil.rmtree(LOGS, ignore_errors=True)
    LOGS.mkdir(parents=True)
    for log in run.rglob("*.log"):
        shutil.copy(log, LOGS)
    print(f"The logs of the processes are in {LOGS.relative_to(HOME)}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
