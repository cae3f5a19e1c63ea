"""`saisine serve`: the web program, on the loopback address unless told otherwise."""

import argparse
import contextlib
import dataclasses
import os
import signal
import socket
import sys
from collections.abc import Callable, Iterator

import uvicorn
from starlette.types import ASGIApp

from app.main import create_app
from app.platform.errors import SaisineError
from app.platform.logs import RequestLog, log_to_stderr
from app.platform.settings import Settings, load_settings
from app.wiring import Wiring, build

LONGEST_GOODBYE = 5  # seconds that requests under way get to end


def add_parser(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describes `saisine serve [--host H] [--port P]`."""
    parser = commands.add_parser("serve", help="serve the web program", description="Serves Saisine until Ctrl+C or SIGTERM.")
    parser.add_argument("--host", help="address to listen on (default: SAISINE_HOST, else 127.0.0.1)")
    parser.add_argument("--port", type=port, help="port to listen on, 0 for any free one (default: SAISINE_PORT, else 8000)")
    parser.set_defaults(run=run)


def port(text: str) -> int:
    """A TCP port from 0 to 65535; raises ValueError otherwise."""
    number = int(text)
    if not 0 <= number <= 65535:
        raise ValueError(text)
    return number


def run(arguments: argparse.Namespace) -> int:
    """Serves until a signal asks to stop; 0 after a clean stop, 1 when the address cannot be had."""
    settings = load_settings({**os.environ, **({} if arguments.host is None else {"SAISINE_HOST": arguments.host})})
    if arguments.port is not None:
        settings = dataclasses.replace(settings, port=arguments.port)
    log_to_stderr()
    with listening(settings) as listener:
        wiring = build(settings)
        try:
            serve(create_app(wiring), listener, lambda: _beside(wiring))
        finally:
            wiring.close()
    return 0


def _beside(wiring: Wiring) -> None:
    """Begins what goes on beside the pages: nobody has to wait for it before the first of them."""
    wiring.housekeeping.start()
    wiring.worker.start()


@contextlib.contextmanager
def listening(settings: Settings) -> Iterator[socket.socket]:
    """A bound socket, taken before anything else is started, so that a port in use costs nothing and says so."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
        except (OSError, TypeError, ValueError) as refused:  # the latter two for names that no network could know
            reason = getattr(refused, "strerror", None) or refused
            raise SaisineError(f"cannot listen on {settings.host} port {settings.port}: {reason}. Is it in use?") from None
        yield listener


class Server(uvicorn.Server):
    """Uvicorn's server, with a line when it is ready, and signals that end in a clean stop instead of being raised again.

    What may wait until the first page can be read is begun by `afterwards`.
    """

    def __init__(self, config: uvicorn.Config, afterwards: Callable[[], object]) -> None:
        super().__init__(config)
        self._afterwards = afterwards

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Starts, then says where to point the browser."""
        await super().startup(sockets)
        for listener in sockets or []:
            host, port = listener.getsockname()[:2]
            shown = f"[{host}]" if ":" in host else host
            sys.stderr.write(f"Saisine is ready at http://{shown}:{port} (Ctrl+C stops it)\n")
            sys.stderr.flush()
        self._afterwards()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Uvicorn would raise SIGTERM again after its own shutdown and so lose ours."""
        before = {each: signal.signal(each, self.handle_exit) for each in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def serve(application: ASGIApp, listener: socket.socket, afterwards: Callable[[], object]) -> None:
    """Serves the ASGI `application` on `listener` until SIGINT or SIGTERM; calls `afterwards` once it answers."""
    config = uvicorn.Config(
        RequestLog(application),
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_config=None,
        lifespan="on",
        timeout_graceful_shutdown=LONGEST_GOODBYE,
    )
    Server(config, afterwards).run(sockets=[listener])
