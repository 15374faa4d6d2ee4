"""Child processes that end when their standard input does, so also when their parent is killed."""

import subprocess
import time


class ChildProcess:
    """A child process in a separate session. Ctrl-C reaches only the parent, which ends all children in order."""

    def __init__(self, command, log, environment=None, end_timeout=30):
        self.log = log
        self.end_timeout = end_timeout
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                command, env=environment, stdin=subprocess.PIPE, stdout=output, stderr=output, start_new_session=True
            )

    def await_line(self, word, seconds=60):
        """Waits for a line that begins with the word, and returns the rest of it."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for line in self.log.read_text(errors="replace").splitlines():
                if line.startswith(word):
                    return line.removeprefix(word).strip()
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit(f"{self.process.args[0]} did not become ready:\n{self.log.read_text(errors='replace')[-4000:]}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(self.end_timeout)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
