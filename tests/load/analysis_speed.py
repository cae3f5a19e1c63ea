"""How fast replies are read: start, replies a second on one core, memory. `python -m tests.load.analysis_speed [COUNT]`.

The replies are those of the corpus, each read once. Time is the processor's: other work on the machine does not count.
"""

import os
import resource
import subprocess
import sys
import time

START = (
    "import time; begun = time.process_time(); from app.replies.analysis import analyse; analyse('We charge a fee of 20 euros.'); "
    "print(time.process_time() - begun)"
)


def main(count: int) -> None:
    """Prints the figures."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    begun = time.perf_counter()
    own = float(subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True).stdout)
    print(
        f"start, first reply read: {own:.2f} s of processor time, {time.perf_counter() - begun:.2f} s by the clock with Python's own start"
    )
    from app.replies.analysis import analyse, analyse_all  # noqa: PLC0415 - after the number of threads is set
    from tests.replies.samples import samples  # noqa: PLC0415

    analyse("We charge a fee of 20 euros.")
    replies = [(one.text, one.case) for one in samples()]
    replies = (replies * (count // len(replies) + 1))[:: max(1, len(replies) // count)][:count]
    begun, clock = time.process_time(), time.perf_counter()
    found = sum(len(one.findings) for one in analyse_all(replies))
    took = time.process_time() - begun
    speed, clock = len(replies) / took, time.perf_counter() - clock
    print(f"{len(replies)} replies, {found} findings: {speed:.0f} replies a second ({clock:.1f} s by the clock)")
    print(f"memory at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2_000)
