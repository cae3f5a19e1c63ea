"""Reads foreign files in the sandbox: the program's side of `app.complaints.packet.foreign`."""

from app.complaints.packet.foreign.reading import REASONS, Reading, unpacked
from app.platform.sandbox import CouldNotRead, Sandbox

TASK = "app.complaints.packet.foreign.task:read_file"
"""What the sandbox must have been built with."""


class ForeignReader:
    """Reads one file after another, each in a child of its own that cannot do anything else."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def read(self, name: str, content: bytes) -> Reading:
        """What there is to show of the file; a remark for what takes too much, or cannot be read.

        Raises CouldNotRead when there is no sandbox to read it in: then nothing is known of the file.
        """
        try:
            outcome = self._sandbox.run(TASK, content, options={"name": name[:500]})
            return unpacked(outcome.data, outcome.blobs)
        except CouldNotRead as failure:
            if failure.reason not in REASONS:
                raise
            return Reading(remarks=(REASONS[failure.reason],))
        except (KeyError, TypeError, ValueError):  # an answer that no reading of ours gives
            return Reading(remarks=("broken",))
