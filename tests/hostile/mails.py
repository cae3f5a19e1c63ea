"""Hostile mail: parts a thousand deep, headers by the hundred thousand, encodings that lie."""

import base64
from collections.abc import Iterator

from tests.hostile.tearing import torn

HEAD = (
    b"From: camille@example.org\r\nTo: desk@example.org\r\nSubject: Reply\r\nDate: Thu, 26 Nov 2026 12:00:00 +0100\r\nMIME-Version: 1.0\r\n"
)


def hostile() -> Iterator[tuple[str, bytes]]:
    """All of them."""
    yield from torn("mail", "eml", mail(b"Content-Type: text/plain; charset=utf-8\r\n", b"Bonjour\r\n" * 500))
    for name, content in {**_structures(), **_headers(), **_encodings()}.items():
        yield f"mail-{name}.eml", content


def mail(headers: bytes, body: bytes) -> bytes:
    """A message with headers added."""
    return HEAD + headers + b"\r\n" + body


def nested(depth: int, inner: bytes = b"Content-Type: text/plain\r\n\r\nx\r\n") -> bytes:
    """Multiparts in multiparts."""
    opening = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number) for number in range(depth))
    closing = b"".join(b"\r\n--b%d--\r\n" % number for number in reversed(range(depth)))
    return HEAD + opening + inner + closing


def _structures() -> dict[str, bytes]:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nx\r\n"
    multipart = b"Content-Type: multipart/mixed; boundary=b\r\n"
    return {
        **{f"parts-{depth}-deep": nested(depth) for depth in (100, 1_000, 10_000)},
        "messages-1000-deep": mail(b"", b"").join([b""]) + (HEAD + b"Content-Type: message/rfc822\r\n\r\n") * 1_000 + HEAD + b"\r\nx",
        "messages-20000-deep": b"Content-Type: message/rfc822\r\n\r\n" * 20_000 + b"Subject: x\r\n\r\nx",
        "100000-parts": mail(multipart, part * 100_000 + b"--b--"),
        "100000-attachments": mail(multipart, part.replace(b"text/plain", b"image/png; name=x.png") * 100_000 + b"--b--"),
        "never-closed": mail(multipart, part * 10),
        "a-boundary-that-is-empty": mail(b'Content-Type: multipart/mixed; boundary=""\r\n', b"--\r\n\r\nx\r\n" * 1_000),
        "a-boundary-of-a-megabyte": mail(b"Content-Type: multipart/mixed; boundary=" + b"b" * 1_000_000 + b"\r\n", part * 10),
        "a-boundary-that-is-everywhere": mail(b"Content-Type: multipart/mixed; boundary=-\r\n", b"---\r\n" * 300_000),
        "the-same-boundary-at-every-level": HEAD + (multipart + b"\r\n--b\r\n") * 3_000 + b"\r\nx",
        "a-delivery-report-of-50000": mail(b"Content-Type: message/delivery-status\r\n", b"Status: 5.0.0\r\n\r\n" * 50_000),
        "a-partial-message": mail(b'Content-Type: message/partial; number=1; total=999999; id="x"\r\n', b"x"),
        "an-external-body": mail(b'Content-Type: message/external-body; access-type=local-file; name="/etc/passwd"\r\n', b"\r\n"),
        "10-megabytes-in-one-line": mail(b"", b"x" * 10_000_000),
        "a-million-empty-lines": mail(b"", b"\r\n" * 1_000_000),
        "quotes-100000-deep": mail(b"", b">" * 100_000 + b" x\r\n") * 3,
        "html-in-a-mail-100000-deep": mail(b"Content-Type: text/html\r\n", b"<blockquote>" * 100_000 + b"x"),
        "a-mailbox": (b"From camille@example.org Thu Nov 26 12:00:00 2026\r\n" + mail(b"", b"x\r\n")) * 5_000,
        "no-headers": b"\r\n\r\nx",
        "nothing-but-colons": b":" * 1_000_000,
        "winmail": mail(b'Content-Type: application/ms-tnef; name="winmail.dat"\r\n', b"\x78\x9f\x3e\x22" + b"\xff" * 100_000),
    }


def _headers() -> dict[str, bytes]:
    continued = b"".join(b"; p*%d*=x%%41" % number for number in range(50_000))
    return {
        "100000-headers": mail(b"X-A: b\r\n" * 100_000, b"x"),
        "a-header-of-5-megabytes": mail(b"X-A: " + b"b" * 5_000_000 + b"\r\n", b"x"),
        "a-header-of-200000-lines": mail(b"X-A: b\r\n" + b" c\r\n" * 200_000, b"x"),
        "50000-parameters": mail(b"Content-Type: text/plain" + b"; a=b" * 50_000 + b"\r\n", b"x"),
        "50000-continued-parameters": mail(b"Content-Type: text/plain" + continued + b"\r\n", b"x"),
        "a-parameter-numbered-beyond": mail(b"Content-Type: text/plain; name*999999999999=x; name*0=y\r\n", b"x"),
        "100000-recipients": b"To: " + b"a@example.org, " * 100_000 + b"\r\n" + mail(b"", b"x"),
        "recipients-of-quotes": b'To: "' + b"\\\\" * 400_000 + b"\r\n" + mail(b"", b"x"),
        "comments-10000-deep": b"To: " + b"(" * 10_000 + b")" * 10_000 + b"\r\n" + mail(b"", b"x"),
        "groups-without-end": b"To: " + b"a:" * 100_000 + b"\r\n" + mail(b"", b"x"),
        "a-subject-of-encoded-words": b"Subject: " + b"=?utf-8?q?=C3=A9?= " * 100_000 + b"\r\n" + mail(b"", b"x"),
        "a-subject-of-2-megabytes": b"Subject: " + b"x" * 2_000_000 + b"\r\n" + mail(b"", b"x"),
        "a-hidden-recipient": b"Subject: =?utf-8?q?a=0D=0ABcc:_x=40example.org?=\r\n" + mail(b"", b"x"),
        "an-encoded-word-in-no-charset": b"Subject: =?x-none?b?" + b"A" * 1_000_001 + b"?=\r\n" + mail(b"", b"x"),
        "a-date-beyond-time": b"Date: Thu, 99 Nov 99999999999 99:99:99 +9999\r\n" + mail(b"", b"x"),
        "a-date-of-digits": b"Date: " + b"9" * 100_000 + b"\r\n" + mail(b"", b"x"),
        "50000-references": b"References: " + b"<a@example.org> " * 50_000 + b"\r\n" + mail(b"", b"x"),
        "a-message-id-of-brackets": b"Message-ID: " + b"<" * 500_000 + b"\r\n" + mail(b"", b"x"),
        "nulls": b"Subject: a\x00b\r\nFrom: \x00\r\n" + mail(b"", b"\x00" * 1_000),
        "received-20000-times": b"Received: from a.example.org by b.example.org; Thu, 26 Nov 2026 12:00:00 +0100\r\n" * 20_000
        + mail(b"", b"x"),
        "a-file-name-outside": mail(
            b'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="../../x\xe2\x80\xaefdp.exe"\r\n', b"x"
        ),
    }


def _encodings() -> dict[str, bytes]:
    def encoded(encoding: bytes, body: bytes, charset: bytes = b"utf-8") -> bytes:
        return mail(b"Content-Type: text/plain; charset=" + charset + b"\r\nContent-Transfer-Encoding: " + encoding + b"\r\n", body)

    return {
        "base64-of-noise": encoded(b"base64", b"\xff=!" * 500_000),
        "base64-of-one-letter": encoded(b"base64", b"A"),
        "base64-with-ends-inside": encoded(b"base64", b"QQ==" * 500_000),
        "quoted-printable-of-signs": encoded(b"quoted-printable", b"=" * 2_000_000),
        "quoted-printable-without-lines": encoded(b"quoted-printable", b"=\r\n" * 1_000_000),
        "uuencoded-of-noise": encoded(b"x-uuencode", b"begin 644 ../../x\r\n" + b"M" * 1_000_000),
        "an-encoding-that-nobody-knows": encoded(b"x-none", b"x"),
        "a-charset-that-nobody-knows": encoded(b"8bit", b"\xff" * 1_000, b"x-none"),
        "a-charset-that-is-no-text": encoded(b"8bit", b"x" * 1_000, b"zlib_codec"),
        "a-charset-of-a-thousand-letters": encoded(b"8bit", b"x", b"c" * 1_000),
        "utf7": encoded(b"7bit", b"+ADw-script+AD4-" * 10_000, b"utf-7"),
        "punycode": encoded(b"7bit", b"a-" + b"9" * 100_000, b"punycode"),
        "idna": encoded(b"7bit", b"xn--" + b"a" * 20_000, b"idna"),
        "a-bomb-attached": mail(
            b"Content-Type: application/zip\r\nContent-Transfer-Encoding: base64\r\n", base64.encodebytes(b"PK\x03\x04" * 500_000)
        ),
        "a-picture-in-base64-of-13-megabytes": mail(
            b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n", base64.b64encode(b"\x89PNG\r\n\x1a\n" + bytes(10_000_000))
        ),
    }
