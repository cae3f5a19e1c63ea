"""What can be done to any file: cutting it, flipping its bits, repeating or hiding it."""

import random
from collections.abc import Iterator


def torn(stem: str, extension: str, whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Ten ways to break a sound file."""
    size, chance = len(whole), random.Random(f"{stem}.{extension}")  # noqa: S311 (the same damage every time)
    yield f"{stem}-empty.{extension}", b""
    yield f"{stem}-one-byte.{extension}", whole[:1]
    for parts in (2, 10):
        yield f"{stem}-cut-to-one-{parts}th.{extension}", whole[: size // parts]
    yield f"{stem}-without-its-end.{extension}", whole[:-7]
    for flips in (1, 30, 1_000):
        damaged = bytearray(whole)
        for _ in range(flips):
            damaged[chance.randrange(size)] ^= 1 << chance.randrange(8)
        yield f"{stem}-{flips}-bits-flipped.{extension}", bytes(damaged)
    yield f"{stem}-twice.{extension}", whole + whole
    yield f"{stem}-after-a-megabyte-of-nothing.{extension}", bytes(1_000_000) + whole
    yield f"{stem}-noise.{extension}", whole[:16] + chance.randbytes(100_000)
