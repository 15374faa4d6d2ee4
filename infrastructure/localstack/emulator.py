"""LocalStack in host mode, as a process that ends with its standard input."""

import os
import signal
import socket
import sys
import threading
from pathlib import Path

from parts import Part

HERE = Path(__file__).parent


def start(run, parts):
    """Starts it on a free loopback port, with everything that it writes in the folder, and returns its URL when it answers."""
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
        "GATEWAY_LISTEN": f"127.0.0.1:{port}",
        "LOCALSTACK_HOST": f"127.0.0.1:{port}",
        # The other server listens on every interface, whatever it is told.
        "GATEWAY_SERVER": "hypercorn",
        # In any container it would otherwise take the container's folders for its own.
        "OVERRIDE_IN_DOCKER": "0",
        "DYNAMODB_IN_MEMORY": "1",
        "DNS_ADDRESS": "0",
        "SKIP_SSL_CERT_DOWNLOAD": "1",
        "DISABLE_EVENTS": "1",
        "DEBUG": os.environ.get("DEBUG", "0"),
    }
    parts.enter_context(Part([sys.executable, __file__], run / "localstack.log", environment)).await_line("Ready.")
    return f"http://127.0.0.1:{port}"


def place_dynamodb_local(libraries):
    """Puts what LocalStack would download where it looks for it: of the archive, no more than the names."""
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
        # All is ended by now; what is left are threads that would be waited for, for ten seconds.
        os._exit(0)
