"""LocalStack in host mode, as a process that ends when its standard input does."""

import os
import signal
import socket
import sys
import threading
from pathlib import Path

from processes import ChildProcess

HERE = Path(__file__).parent


def start(run, exit_stack):
    """Starts LocalStack on a free loopback port, with all of its files in the folder run. Returns its URL once it is ready."""
    java_home = os.environ["JAVA_HOME"]
    place_dynamodb_local(run / "var/lib/localstack/lib")
    (run / "tmp").mkdir()
    port = free_port()
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(run),
        "TMP": str(run / "tmp"),
        "FILESYSTEM_ROOT": str(run),
        "JAVA_HOME": java_home,
        "TIERUP_JAVA_HOME": java_home,
        "PYTHONPATH": str(HERE / "executor"),
        "LAMBDA_RUNTIME_EXECUTOR": "process",
        # A function starts slowly while other tests run; the default is 20 s.
        "LAMBDA_RUNTIME_ENVIRONMENT_TIMEOUT": "60",
        "GATEWAY_LISTEN": f"127.0.0.1:{port}",
        "LOCALSTACK_HOST": f"127.0.0.1:{port}",
        # The default server ignores the address and listens on every interface.
        "GATEWAY_SERVER": "hypercorn",
        # Otherwise LocalStack, when it runs in any container, would use that container's folders.
        "OVERRIDE_IN_DOCKER": "0",
        "DYNAMODB_IN_MEMORY": "1",
        "DNS_ADDRESS": "0",
        "SKIP_SSL_CERT_DOWNLOAD": "1",
        "DISABLE_EVENTS": "1",
        "DEBUG": os.environ.get("DEBUG", "0"),
    }
    exit_stack.enter_context(ChildProcess([sys.executable, __file__], run / "localstack.log", environment)).await_line("Ready.")
    return f"http://127.0.0.1:{port}"


def place_dynamodb_local(libraries):
    """Creates the files that LocalStack would download. Empty files are enough for the archive."""
    java = libraries / "java/21/bin/java"
    java.parent.mkdir(parents=True)
    java.symlink_to(HERE / "dynamodb-local")
    archive = libraries / "dynamodb-local/2"
    archive.mkdir(parents=True)
    for name in ("DynamoDBLocal.jar", "ddb-local-loader-0.1.jar"):
        (archive / name).touch()


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def end_with_input():
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    from localstack.runtime.main import main

    threading.Thread(target=end_with_input, daemon=True).start()
    try:
        main()
    finally:
        # Everything has ended, except for threads for which Python would wait ten seconds.
        os._exit(0)
