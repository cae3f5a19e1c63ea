"""Reads foreign files in the sandbox: the program's side of `app.complaints.packet.foreign`."""

from app.complaints.packet.foreign.reading import Reading, unpacked
from app.platform.sandbox import CouldNotRead, Reason, Sandbox

TASK = "app.complaints.packet.foreign.task:read_file"
"""What the sandbox must have been built with."""

REMARKS = {
    Reason.TOO_LONG: "exceeded",
    Reason.TOO_MUCH_MEMORY: "exceeded",
    Reason.TOO_MUCH_OUTPUT: "exceeded",
    Reason.CRASHED: "broken",
    Reason.FORBIDDEN: "broken",
    Reason.BROKEN: "broken",
    Reason.ENCRYPTED: "encrypted",
    Reason.UNSUPPORTED: "unknown_kind",
}
"""What is said of a file whose reading ended so. What is missing here is no fault of the file."""


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
            if failure.reason not in REMARKS:
                raise
            return Reading(remarks=(REMARKS[failure.reason],))
        except (KeyError, TypeError, ValueError):  # an answer that no reading of ours gives
            return Reading(remarks=("broken",))
