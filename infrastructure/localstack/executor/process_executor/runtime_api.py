"""The Lambda Runtime API for one execution environment, on a free loopback port."""

import json
import queue
import threading
import time
from concurrent.futures import Future, InvalidStateError
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PREFIX = "/2018-06-01/runtime"


class RuntimeApi:
    def __init__(self):
        # None once the function requests its first event, or the JSON of the error if it failed before.
        self.initialised = Future()
        self.waiting = queue.SimpleQueue()
        self.answers = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler(self))
        self.server.daemon_threads = True
        self.address = f"127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def watch(self, process):
        """Completes all pending answers with an error when the process ends."""

        def await_end():
            code = process.wait()
            error = json.dumps({"errorType": "Runtime.ExitError", "errorMessage": f"Runtime exited with status {code}"})
            complete(self.initialised, error.encode())
            for answer in list(self.answers.values()):
                complete(answer, (error.encode(), True))

        threading.Thread(target=await_end, daemon=True).start()

    def invoke(self, payload, timeout_seconds):
        """Queues the event and returns a future with the bytes of the answer and whether they are an error."""
        # The answer may arrive before this method returns, so the future is stored first.
        answer = self.answers[payload["invoke-id"]] = Future()
        self.waiting.put((payload, int((time.time() + timeout_seconds) * 1000)))
        return answer

    def close(self):
        self.waiting.put(None)
        self.server.shutdown()
        self.server.server_close()


def complete(future, result):
    try:
        future.set_result(result)
    except InvalidStateError:
        pass  # The first outcome counts.


def handler(api):
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            complete(api.initialised, None)
            event = api.waiting.get()
            if event is None:
                self.close_connection = True
                return
            payload, deadline_millis = event
            self.send_response(200)
            # Without a content type, the native library of AWS's client 2.9.0 crashes with a segmentation fault.
            self.send_header("Content-Type", "application/json")
            self.send_header("Lambda-Runtime-Aws-Request-Id", payload["invoke-id"])
            self.send_header("Lambda-Runtime-Deadline-Ms", str(deadline_millis))
            self.send_header("Lambda-Runtime-Invoked-Function-Arn", payload["invoked-function-arn"])
            self.send_header("Lambda-Runtime-Trace-Id", payload["trace-id"])
            body = payload["payload"].encode()
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self):
            body, trailers = self.read_body()
            *_, request_id, outcome = self.path.removeprefix(PREFIX).split("/")
            if request_id == "init":
                complete(api.initialised, body)
            else:
                failed = outcome == "error" or "lambda-runtime-function-error-type" in trailers
                complete(api.answers.pop(request_id), (body, failed))
            self.send_response(202)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def read_body(self):
            """Reads a whole or chunked body. Returns it with the names of the trailers."""
            if "chunked" not in self.headers.get("Transfer-Encoding", ""):
                return self.rfile.read(int(self.headers.get("Content-Length", 0))), set()
            chunks = []
            while size := int(self.rfile.readline().split(b";")[0], 16):
                chunks.append(self.rfile.read(size))
                self.rfile.readline()
            lines = iter(lambda: self.rfile.readline().strip(), b"")
            return b"".join(chunks), {line.split(b":")[0].decode().lower() for line in lines}

        def log_message(self, format, *args):
            pass

    return Handler
