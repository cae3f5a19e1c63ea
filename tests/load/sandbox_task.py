"""The task whose cost is measured: it has the libraries of parsers loaded, and counts the bytes."""

from pathlib import Path
from typing import Any

import pikepdf
import PIL.Image


def measure(content: bytes, options: dict[str, Any], scratch: Path) -> tuple[dict[str, Any], list[bytes]]:
    """As little as a task can do."""
    return {"size": len(content), "libraries": [pikepdf.__version__, PIL.__version__]}, []
