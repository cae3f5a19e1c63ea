"""Certificates of a time stamp in the order that DER wants.

OpenSSL, and authorities that run on it, write the certificates of a token in the order of their chain. DER (X.690, 11.6) wants a set in the
order of its bytes, and the library that reads tokens insists on it. The signature does not cover this set: sorting it changes nothing that
was signed, and the token is kept as it came.
"""

from collections.abc import Iterator

INTO_TOKEN = (0xA0, 0x30, 0xA0)
"""Tags on the way from a token to its certificates: its content, the signed data, the set."""


def in_order(answer: bytes) -> bytes:
    """The answer with its certificates sorted; as it is where it has none, or is no such answer."""
    try:
        start, end = _place(answer)
    except (IndexError, ValueError, StopIteration):
        return answer
    members = sorted(answer[first:last] for _, first, _, last in _elements(answer, start, end))
    return answer[:start] + b"".join(members) + answer[end:]


def _place(answer: bytes) -> tuple[int, int]:
    """Where the members of the set begin and end. Raises IndexError, ValueError or StopIteration for what is no such answer."""
    _, _, start, end = next(_elements(answer, 0, len(answer)))
    _status, place, *_ = _elements(answer, start, end)
    for tag in INTO_TOKEN:
        place = next(each for each in _elements(answer, place[2], place[3]) if each[0] == tag)
    return place[2], place[3]


def _elements(content: bytes, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
    """The elements between two places: tag, where it begins, where its value begins, where it ends."""
    while start < end:
        first, tag, length = start, content[start], content[start + 1]
        start += 2
        if length & 0x80:
            size = length & 0x7F
            length = int.from_bytes(content[start : start + size])
            start += size
        if start + length > end:
            raise ValueError("an element is longer than what holds it")
        yield tag, first, start, start + length
        start += length
