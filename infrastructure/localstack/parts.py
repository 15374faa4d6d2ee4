"""Processes that end with their standard input: also when whoever started them is killed."""

import subprocess
import time


class Part:
    """A child in a session of its own, so that Ctrl-C reaches only its parent, which ends all parts in their order."""

    def __init__(self, command, log, environment=None, seconds_to_end=30):
        self.log = log
        self.seconds_to_end = seconds_to_end
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                command, env=environment, stdin=subprocess.PIPE, stdout=output, stderr=output, start_new_session=True
            )

    def await_line(self, word, seconds=60):
        """The rest of the first line that begins with the word."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for line in self.log.read_text(errors="replace").splitlines():
                if line.startswith(word):
                    return line.removeprefix(word).strip()
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise SystemExit(f"{self.process.args[0]} did not get ready:\n{self.log.read_text(errors='replace')[-4000:]}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        try:
            self.process.wait(self.seconds_to_end)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
