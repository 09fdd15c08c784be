"""Milkround's engine, asked through the program `occurrences`."""

import json
import subprocess
import sys

BUILT = ["cargo", "run", "--quiet", "--package", "milkround-tests", "--bin", "occurrences"]


class Engine:
    def __init__(self, command=None):
        self.process = subprocess.Popen(
            [command] if command else BUILT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **question):
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            sys.exit(f"the engine fell over at {json.dumps(question)}")
        return json.loads(answer)
