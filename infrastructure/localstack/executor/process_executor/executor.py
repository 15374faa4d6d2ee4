"""An execution environment: a JVM with the unpacked zip and AWS's Java runtime client, started as by Lambda."""

import json
import os
import platform
import subprocess
import tempfile
from concurrent.futures import TimeoutError
from pathlib import Path
from zipfile import ZipFile

from localstack.services.lambda_.invocation.executor_endpoint import StatusErrorException
from localstack.services.lambda_.invocation.lambda_models import InvocationResult
from localstack.services.lambda_.invocation.runtime_executor import RuntimeExecutor

from process_executor.runtime_api import RuntimeApi

CLIENT = "com.amazonaws.services.lambda.runtime.api.client"
LIBRARY = f"libaws-lambda-jni.linux-{platform.machine().replace('aarch64', 'aarch_64')}.so"
LAMBDA_TASK_ROOT = "/var/task"
HEAP_SHARE = 0.7


class ProcessExecutor(RuntimeExecutor):
    def __init__(self, id, function_version):
        super().__init__(id, function_version)
        self.code = function_version.config.code.get_unzipped_code_location()
        self.log = Path(tempfile.gettempdir(), f"{function_version.id.function_name}-{id[:8]}.log")
        self.environment = {}
        self.api = None
        self.process = None

    def start(self, env_vars):
        self.environment = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        self.environment |= {name: str(value) for name, value in env_vars.items()}
        self._launch()

    def _launch(self):
        self.api = RuntimeApi()
        self.environment |= {"AWS_LAMBDA_RUNTIME_API": self.api.address, "LAMBDA_TASK_ROOT": str(self.code)}
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command(), env=self.environment, cwd=self.code, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )
        self.api.watch(self.process)
        failure = self.api.initialised.result()
        if failure is not None:
            raise StatusErrorException("The function did not start", payload=failure)

    def _command(self):
        config = self.function_version.config
        java = [
            f"{os.environ['JAVA_HOME']}/bin/java",
            f"-Xmx{int(config.memory_size * HEAP_SHARE)}m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            f"-D{CLIENT}.runtimeapi.NativeClient.JNI={self.code.parent / LIBRARY}",
            "-cp",
            f"{self.code}:{self.code}/lib/*",
            f"{CLIENT}.AWSLambda",
            config.handler,
        ]
        wrapper = self.environment.get("AWS_LAMBDA_EXEC_WRAPPER")
        return [wrapper.replace(LAMBDA_TASK_ROOT, str(self.code), 1), *java] if wrapper else java

    def invoke(self, payload):
        if self.process.poll() is not None:
            self.stop()
            self._launch()
        seconds = self.function_version.config.timeout
        begin = self.log.stat().st_size
        answer = self.api.invoke(payload, seconds)
        try:
            body, is_error = answer.result(timeout=seconds)
        except TimeoutError:
            # Like Lambda, kill the environment. The next call starts a new one.
            self.process.kill()
            body, is_error = error("Sandbox.Timedout", f"Task timed out after {seconds} seconds"), True
        with self.log.open("rb") as log:
            log.seek(begin)
            lines = log.read().decode(errors="replace")
        return InvocationResult(payload["invoke-id"], body, is_error=is_error, logs=lines)

    def stop(self):
        self.process.terminate()
        self.process.wait()
        self.api.close()

    def get_address(self):
        return "127.0.0.1"

    def get_endpoint_from_executor(self):
        return "127.0.0.1"

    def get_runtime_endpoint(self):
        return f"http://{self.api.address}" if self.api else ""

    def get_logs(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    @classmethod
    def prepare_version(cls, function_version):
        function_version.config.code.prepare_for_execution()
        unpack_library(function_version.config.code.get_unzipped_code_location())

    @classmethod
    def cleanup_version(cls, function_version):
        pass


def unpack_library(code):
    """Unpacks the native library of AWS's client. By default the client unpacks it to a fixed place in /tmp. Here all environments share
    /tmp, so one that starts would overwrite the library of a running one, which would then crash."""
    if not (code.parent / LIBRARY).exists():
        [jar] = code.glob("lib/aws-lambda-java-runtime-interface-client-*.jar")
        with ZipFile(jar) as client:
            (code.parent / LIBRARY).write_bytes(client.read(f"jni/{LIBRARY}"))


def error(kind, message):
    return json.dumps({"errorType": kind, "errorMessage": message}).encode()
