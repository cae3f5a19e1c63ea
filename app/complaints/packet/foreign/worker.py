"""The process that reads foreign files: it takes them from its standard input, answers on its standard output, and knows no more.

`app.complaints.packet.reader.ForeignReader` runs it; it ends when its input does.
"""

import math
import os
import resource
import sys
import time

from app.complaints.packet.foreign.kinds import read
from app.complaints.packet.foreign.reading import packed
from app.platform.frames import Frame, read_frame, write_frame

MEMORY = 900 << 20
"""Address space in bytes: a large picture decoded takes a quarter of it."""

SECONDS = 12
"""Of processor, for one file."""


def main() -> int:
    """Read one file after another. Returns the exit code."""
    orders, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    while (order := read_frame(orders)) is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time()) + SECONDS, hard))
        head, parts = packed(read(str(order.head["name"]), order.parts[0]))
        write_frame(answers, Frame(head, parts))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
