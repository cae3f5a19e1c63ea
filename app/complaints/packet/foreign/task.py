"""What the sandbox runs for a packet: one foreign file in, what there is to show of it out."""

from pathlib import Path
from typing import Any

from app.complaints.packet.foreign.kinds import read
from app.complaints.packet.foreign.reading import packed


def read_file(content: bytes, options: dict[str, Any], scratch: Path) -> tuple[dict[str, Any], list[bytes]]:
    """The task (`app.platform.sandbox.task`): `options` has the file's name. What goes wrong with the file becomes a remark."""
    del scratch
    head, parts = packed(read(str(options["name"]), content))
    return head, list(parts)
