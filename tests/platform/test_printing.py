"""The renderer reaches nothing, a document that takes too long dies alone, and the shop goes on."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import cast
from urllib.request import urlopen

import pytest
from weasyprint import HTML

from app.platform.printer import AllowListFetcher, Printer
from app.platform.printing import Limits, PrintShop, RenderingRefused, RenderingTimedOut
from tests.platform.vectors import FILES, SCHEMES, TEMPLATES, document

PLAIN = "<!doctype html><html lang=en><title>x</title><p>Bonjour"
CSS = "@page { size: A5 } p { color: #111 }"
BOMBS = {
    "forty nested flex boxes": '<div style="display: flex">' * 40 + "x",
    "a cell a million columns wide": "<table><tr><td colspan=1000000>x</table>",
    "twenty thousand nested boxes": "<div>" * 20_000,
}


class Listener(HTTPServer):
    """Counts who knocks."""

    heard = 0


class Answer(BaseHTTPRequestHandler):
    """Notes the request and answers with nothing."""

    def do_GET(self) -> None:
        cast(Listener, self.server).heard += 1
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    """A server on the loopback address."""
    with Listener(("127.0.0.1", 0), Answer) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture(scope="module")
def printer() -> Printer:
    """One renderer."""
    return Printer()


@pytest.fixture(scope="module")
def shop() -> Iterator[PrintShop]:
    """A shop with little patience."""
    with PrintShop(Limits(wall_seconds=30, cpu_seconds=2)) as opened:
        yield opened


def address(listener: Listener, pattern: str, name: str = "x.png") -> str:
    """An address that leads to the listener."""
    return pattern.format(port=listener.server_port, name=name)


def test_the_listener_hears_the_stock_renderer(listener: Listener) -> None:
    before = listener.heard
    with pytest.raises(OSError, match="404"):
        urlopen(address(listener, SCHEMES["plain"]))
    HTML(string=document(TEMPLATES["image"], address(listener, SCHEMES["plain"]))).write_pdf()
    assert listener.heard == before + 2


@pytest.mark.parametrize("trick", TEMPLATES)
def test_no_trick_fetches_from_the_network(printer: Printer, listener: Listener, trick: str) -> None:
    before = listener.heard
    attempt(printer, document(TEMPLATES[trick], address(listener, SCHEMES["plain"])))
    assert listener.heard == before


@pytest.mark.parametrize("trick", ["image", "import", "linked style sheet", "background", "font face", "inline SVG image"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_spelling_of_an_address_gets_through(printer: Printer, listener: Listener, trick: str, scheme: str) -> None:
    before = listener.heard
    attempt(printer, document(TEMPLATES[trick], address(listener, SCHEMES[scheme])))
    assert listener.heard == before


@pytest.mark.parametrize("trick", ["image", "import", "linked style sheet", "linked attachment", "background", "font face", "object"])
@pytest.mark.parametrize("spelling", FILES)
def test_no_file_is_opened(printer: Printer, tmp_path: Path, trick: str, spelling: str) -> None:
    secret = tmp_path / "canary"
    os.mkfifo(secret)  # Whoever opened it for reading would wait for a writer, and the writer would know.
    percent = "".join(f"%{byte:02x}" for byte in bytes(secret))
    attempt(printer, document(TEMPLATES[trick], FILES[spelling].format(path=secret, percent=percent)))
    with pytest.raises(OSError, match="No such device"):
        os.open(secret, os.O_WRONLY | os.O_NONBLOCK)


def attempt(printer: Printer, html: str) -> None:
    """Print if the renderer will; refusing the document is just as well."""
    try:
        pdf = printer.print_pdf(html, stylesheet=CSS)
    except RenderingRefused:
        return
    assert b"/EmbeddedFile" not in pdf


def test_a_document_that_asks_for_anything_is_refused_as_a_whole(printer: Printer) -> None:
    for trick in ("image", "font face", "inline SVG image", "linked style sheet", "content"):
        with pytest.raises(RenderingRefused):
            printer.print_pdf(document(TEMPLATES[trick], "https://example.org/x"), stylesheet=CSS)
    assert printer.print_pdf(PLAIN, stylesheet=CSS).startswith(b"%PDF-1.7")


def test_the_fetcher_has_no_way_to_the_world() -> None:
    fetcher = AllowListFetcher({})
    assert not fetcher.handlers
    assert not fetcher.handle_open
    assert not fetcher.process_request


def test_pictures_are_jpeg_or_png_or_refused(printer: Printer) -> None:
    with pytest.raises(RenderingRefused):
        printer.print_pdf('<img src="attached:1">', stylesheet=CSS, images={"attached:1": b"<svg xmlns='http://www.w3.org/2000/svg'/>"})


def test_a_document_without_measure_is_refused(printer: Printer, shop: PrintShop) -> None:
    for press in (printer, shop):
        with pytest.raises(RenderingRefused):
            press.print_pdf("x" * 2_000_001, stylesheet=CSS)


def test_the_child_prints_what_the_renderer_prints(printer: Printer, shop: PrintShop) -> None:
    assert shop.print_pdf(PLAIN, stylesheet=CSS) == printer.print_pdf(PLAIN, stylesheet=CSS)


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_dies_alone_and_the_shop_goes_on(shop: PrintShop, bomb: str) -> None:
    with pytest.raises((RenderingTimedOut, RenderingRefused)):
        shop.print_pdf(BOMBS[bomb], stylesheet=CSS)
    assert shop.print_pdf(PLAIN, stylesheet=CSS).startswith(b"%PDF")


def test_a_word_of_a_million_characters_leaves_the_shop_open(shop: PrintShop) -> None:
    # A fast machine prints it within the limits, a slow one does not; either way the next letter is printed.
    with suppress(RenderingTimedOut, RenderingRefused):
        assert shop.print_pdf("<p>" + "x" * 1_000_000, stylesheet=CSS).startswith(b"%PDF")
    assert shop.print_pdf(PLAIN, stylesheet=CSS).startswith(b"%PDF")


def test_the_wall_clock_holds_where_the_processor_idles() -> None:
    with PrintShop(Limits(wall_seconds=0.2, cpu_seconds=60)) as shop, pytest.raises(RenderingTimedOut):
        shop.print_pdf(BOMBS["forty nested flex boxes"], stylesheet=CSS)


def test_what_the_renderer_refuses_the_shop_refuses(shop: PrintShop, listener: Listener) -> None:
    with pytest.raises(RenderingRefused):
        shop.print_pdf(document(TEMPLATES["image"], address(listener, SCHEMES["plain"])), stylesheet=CSS)
    assert shop.print_pdf(PLAIN, stylesheet=CSS).startswith(b"%PDF")


def test_many_threads_share_one_child(shop: PrintShop) -> None:
    pages = [f"{PLAIN} {n}" for n in range(12)]
    with ThreadPoolExecutor(6) as threads:
        printed = list(threads.map(lambda page: shop.print_pdf(page, stylesheet=CSS), pages))
    assert printed == [shop.print_pdf(page, stylesheet=CSS) for page in pages]


def test_a_child_that_was_killed_is_replaced(shop: PrintShop) -> None:
    shop.warm()
    child = shop._child
    assert child is not None
    child._process.kill()
    child._process.wait()
    assert shop.print_pdf(PLAIN, stylesheet=CSS).startswith(b"%PDF")


def test_a_child_that_is_killed_while_it_prints_costs_nobody_a_letter(shop: PrintShop) -> None:
    for _ in range(3):
        shop.warm()
        assert shop._child is not None
        child = shop._child._process.pid
        os.kill(child, signal.SIGSTOP)
        with ThreadPoolExecutor() as pool:
            printing = pool.submit(shop.print_pdf, PLAIN, stylesheet=CSS)
            os.kill(child, signal.SIGKILL)
            assert printing.result().startswith(b"%PDF")


@pytest.mark.parametrize(("name", "stays"), [("saisine-press-x", False), ("somebody-elses", True)])
def test_a_child_that_lost_its_shop_removes_its_own_folder(name: str, stays: bool, tmp_path: Path) -> None:
    folder = tmp_path / name
    folder.mkdir()
    command = [sys.executable, "-m", "app.platform.print_worker"]
    subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=True, env={**os.environ, "TMPDIR": str(folder)})
    assert folder.exists() is stays


def test_the_child_is_renewed_after_its_share_of_documents() -> None:
    with PrintShop(Limits(recycle_after=1)) as shop:
        first = shop.print_pdf(PLAIN, stylesheet=CSS)
        assert shop._child is None
        assert shop.print_pdf(PLAIN, stylesheet=CSS) == first


def test_the_child_knows_no_secrets(shop: PrintShop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAISINE_CANARY", "secret")
    shop.close()
    shop.print_pdf(PLAIN, stylesheet=CSS)
    assert shop._child is not None
    environment = Path(f"/proc/{shop._child._process.pid}/environ")
    assert not environment.exists() or b"CANARY" not in environment.read_bytes()


def test_a_program_read_from_standard_input_can_print() -> None:
    program = f"from app.platform.printing import PrintShop\nwith PrintShop() as s: print(len(s.print_pdf({PLAIN!r}, stylesheet='')))"
    done = subprocess.run([sys.executable, "-"], input=program, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 1000


def test_the_renderer_needs_no_other_program_s_leave_to_start(shop: PrintShop) -> None:
    shop.close()
    shop.close()
    assert shop.print_pdf(PLAIN, stylesheet=CSS).startswith(b"%PDF")
