"""This program's side of reading a foreign picture: what is refused by name, and what is believed of the sandbox's answer."""

from PIL import Image

from app.platform.errors import InvalidInput, msg
from app.platform.pictures.task import LOCKED, MAX_PIXELS, MAX_SIDE, TOO_MANY_PIXELS
from app.platform.sandbox import CouldNotRead, Outcome, Reason, Sandbox

TASK = "app.platform.pictures.task:read_picture"
"""What the sandbox must have been built with."""

MAX_BYTES = 15_000_000
MEGA = 1_000_000

TOO_HEAVY = msg("The file in the field “{field}” is larger than {limit} MB. Choose a smaller one.")
TOO_MANY = msg("The picture in the field “{field}” has more than {limit} megapixels. Choose a smaller one.")
LOCKED_PDF = msg("The PDF in the field “{field}” asks for a password. Choose one without, or make a screenshot of the page.")
NO_PICTURE = msg("The file in the field “{field}” cannot be read as a JPEG, PNG, WebP, TIFF or HEIC picture, or as a PDF.")
TOO_COSTLY = msg(
    "The picture in the field “{field}” takes too much time or memory to open. Choose another one, or make a screenshot of it."
)

COSTLY = (Reason.TOO_LONG, Reason.TOO_MUCH_MEMORY, Reason.TOO_MUCH_OUTPUT)
MISSING = (Reason.UNAVAILABLE, Reason.NOT_INSTALLED)


class PictureReader:
    """Reads one foreign picture after another, each in a child of its own that cannot do anything else."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox

    def read(self, content: bytes, field: str) -> Image.Image:
        """The picture in RGB, upright, at most MAX_SIDE pixels a side, with nothing else in it.

        Raises InvalidInput naming `field` for what cannot be shown; CouldNotRead when there is no sandbox to read it in.
        """
        _refuse_by_name(content, field)
        try:
            return _pixels(self._sandbox.run(TASK, content))
        except CouldNotRead as failure:
            if failure.reason in MISSING:
                raise
            raise _refusal(failure, field) from failure
        except (KeyError, TypeError, ValueError) as nonsense:  # an answer that no task of ours gives
            raise InvalidInput(field, NO_PICTURE) from nonsense


def _refuse_by_name(content: bytes, field: str) -> None:
    if len(content) > MAX_BYTES:
        raise InvalidInput(field, TOO_HEAVY, limit=MAX_BYTES // MEGA)


def _refusal(failure: CouldNotRead, field: str) -> InvalidInput:
    if failure.detail == TOO_MANY_PIXELS:
        return InvalidInput(field, TOO_MANY, limit=MAX_PIXELS // MEGA)
    if failure.detail == LOCKED:
        return InvalidInput(field, LOCKED_PDF)
    return InvalidInput(field, TOO_COSTLY if failure.reason in COSTLY else NO_PICTURE)


def _pixels(outcome: Outcome) -> Image.Image:
    """Raises KeyError, TypeError or ValueError for an answer that is no picture."""
    width, height = int(outcome.data["width"]), int(outcome.data["height"])
    (pixels,) = outcome.blobs
    if not (0 < width <= MAX_SIDE and 0 < height <= MAX_SIDE and len(pixels) == 3 * width * height):
        raise ValueError("not a picture")
    return Image.frombytes("RGB", (width, height), pixels)
