# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""A worker in a process of its own: ``python worker.py <root> [<count>]``.

It says "ready" and waits for a line. Then it answers every post that waits, and says the hash of
each when it has. With a count it waits for another line when it has answered so many, in the
middle of its work.
"""

import sys
from itertools import count
from pathlib import Path

from noaber.postbus.folder.carrier import FolderCarrier
from noaber.postbus.types import Accepted, Outcome, Post


def answer_to(payload_sha256: str) -> bytes:
    return f"antwoord op {payload_sha256}".encode()


def main(root: Path, pause_after: int) -> None:
    answered = count(1)

    def process(post: Post) -> Outcome:
        assert post.payload_sha256 is not None
        carrier.put(answer_to(post.payload_sha256))
        print(post.payload_sha256, flush=True)  # noqa: T201
        if next(answered) == pause_after:
            sys.stdin.readline()
        return Accepted()

    with FolderCarrier.open(root) as carrier:
        print("ready", flush=True)  # noqa: T201
        sys.stdin.readline()
        carrier.work(process)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0)
