"""What a large packet costs: sixty exhibits, eight hundred pages, two hundred megabytes, one of them broken, one encrypted, one huge
picture, one ZIP bomb. Builds its input itself, prints a table; it must stay under sixty seconds and six hundred megabytes on two cores.

    python -m tests.load.packet_size [folder]
"""

import io
import os
import random
import resource
import sys
import tempfile
import threading
import time
import zipfile
from datetime import date
from pathlib import Path

import pikepdf
from PIL import Image

from app.complaints.packet.building import Tools, build
from app.complaints.packet.reader import TASK, ForeignReader
from app.complaints.packet.verify import verify
from app.platform.printing import PrintShop
from app.platform.sandbox import Sandbox
from tests.complaints.packet.cases import Paper, packet_order

EXHIBITS, PAGES, MEGABYTES = 60, 800, 200
SECONDS, MEMORY = 60, 600


def picture_pdf(pages: int, size: int, seed: int) -> bytes:
    """A scan: `pages` pages with one incompressible picture each, about `size` bytes in all."""
    chance, pdf = random.Random(seed), pikepdf.new()  # noqa: S311 -- noise
    side = max(40, int((size / pages / 0.60) ** 0.5))
    for _ in range(pages):
        noise = Image.frombytes("L", (side, side), chance.randbytes(side * side))
        jpeg = io.BytesIO()
        noise.save(jpeg, "JPEG", quality=80)
        pdf.add_blank_page(page_size=(595, 842))
        stream = pdf.make_stream(
            jpeg.getvalue(),
            Type=pikepdf.Name.XObject,
            Subtype=pikepdf.Name.Image,
            Width=side,
            Height=side,
            ColorSpace=pikepdf.Name.DeviceGray,
            BitsPerComponent=8,
            Filter=pikepdf.Name.DCTDecode,
        )
        pdf.pages[-1].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im=stream))
        pdf.pages[-1].obj.Contents = pdf.make_stream(b"q 595 0 0 842 0 0 cm /Im Do Q")
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def encrypted_pdf() -> bytes:
    """A PDF behind a password."""
    with pikepdf.open(io.BytesIO(picture_pdf(2, 10_000, 1))) as pdf:
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user="user"))
        return out.getvalue()


def photo(seed: int, side: int = 2000) -> bytes:
    """A photograph of some megabytes."""
    noise = Image.frombytes("RGB", (side, side), random.Random(seed).randbytes(side * side * 3))  # noqa: S311 -- noise
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=75)
    return out.getvalue()


def huge_picture() -> bytes:
    """Sixteen bits of a kilobyte each say "30,000 pixels"."""
    out = io.BytesIO()
    Image.new("L", (30_000, 30_000)).save(out, "PNG")
    return out.getvalue()


def bomb() -> bytes:
    """A gigabyte of nothing in a megabyte."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros.bin", "w", force_zip64=True) as member:
        for _ in range(1024):
            member.write(bytes(1 << 20))
    return out.getvalue()


def papers() -> list[Paper]:
    """The exhibits."""
    odd = [
        Paper("casse.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 100),
        Paper("secret.pdf", encrypted_pdf()),
        Paper("immense.png", huge_picture()),
        Paper("bombe.zip", bomb()),
    ]
    photos = [Paper(f"photo-{n}.jpg", photo(n)) for n in range(8)]
    mails = [
        Paper(f"message-{n}.eml", f"From: a{n}@example.org\nTo: b@example.org\nSubject: n {n}\n\n{'Bonjour. ' * 400}".encode())
        for n in range(8)
    ]
    left = EXHIBITS - len(odd) - len(photos) - len(mails)
    room = (MEGABYTES * 1_000_000 - sum(len(p.read()) for p in (*odd, *photos, *mails))) // left
    pages = -(-(PAGES - len(photos) - len(odd) - 2 * len(mails)) // left)
    return [*odd, *photos, *mails, *(Paper(f"scan-{n}.pdf", picture_pdf(pages, room, 100 + n)) for n in range(left))]


def watch(peak: list[int], stop: threading.Event) -> None:
    """The most memory that this process and its children had together, in bytes, looked at twenty times a second."""
    while not stop.wait(0.05):
        total = 0
        for pid in [os.getpid(), *children(os.getpid())]:
            try:
                for line in Path(f"/proc/{pid}/status").read_text().splitlines():
                    if line.startswith("VmRSS:"):
                        total += int(line.split()[1]) * 1024
            except OSError:
                continue
        peak[0] = max(peak[0], total)


def children(pid: int) -> list[int]:
    """The processes that this one started, and those that they started."""
    found: list[int] = []
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            found += [int(child) for child in (task / "children").read_text().split()]
    except OSError:  # it ended meanwhile
        return found
    return [*found, *(deeper for child in found for deeper in children(child))]


def main() -> int:
    """Prints the table; 1 when a limit was passed."""
    kept = tempfile.mkdtemp(prefix="packet-input-")
    made = papers()
    size, places = sum(len(p.read()) for p in made), []
    for n, paper in enumerate(made):  # on the disk, as in the program's store: the input must not count as memory
        place = Path(kept) / str(n)
        place.write_bytes(paper.read())
        places.append(Paper(paper.name, b"", place))
    del made
    print(f"{len(places)} exhibits, {size / 1e6:.0f} MB")
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp(prefix="packet-output-"))
    peak, stop = [0], threading.Event()
    watcher = threading.Thread(target=watch, args=(peak, stop))
    watcher.start()
    started, marks = time.monotonic(), []
    with PrintShop() as press, Sandbox([TASK]) as sandbox, tempfile.TemporaryDirectory() as work:
        tools = Tools(press=press, reader=ForeignReader(sandbox), work=Path(work))
        result = build(packet_order(places, date(2026, 11, 22)), tools, out, lambda d, w: marks.append((d, w, time.monotonic() - started)))
    seconds = time.monotonic() - started
    stop.set()
    watcher.join()
    cpu = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    checked = time.monotonic()
    verdict = verify(out)
    print(f"pages         {result.pages}")
    print(f"PDF           {sum(s for _, s in result.documents) / 1e6:.0f} MB")
    print(f"seconds       {seconds:.1f} (limit {SECONDS}), processor {sum(c.ru_utime + c.ru_stime for c in cpu):.1f}")
    print(f"exhibits read {marks[-3][2]:.1f}, front printed {marks[-2][2]:.1f}")
    print(f"memory        {peak[0] / 1e6:.0f} MB (limit {MEMORY})")
    print(f"remarks       {[(p.name, p.remarks) for p in result.pieces if set(p.remarks) - {'picture_reduced'}]}")
    print(f"verify        {time.monotonic() - checked:.1f} s, whole: {verdict.whole}")
    return 0 if seconds < SECONDS and peak[0] < MEMORY * 1e6 and verdict.whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
