"""Work that is done when the program starts and then once a day, beside everything else, until the program ends."""

import logging
from collections.abc import Callable
from threading import Event, Thread

DAY = 24 * 60 * 60.0
LONGEST_GOODBYE = 30.0  # seconds that work under way gets to end

log = logging.getLogger("saisine.daily")


class Daily:
    """Does `work` at once and every `seconds` after, in a thread of its own. What fails is logged and tried again the next time."""

    def __init__(self, work: Callable[[], object], seconds: float = DAY) -> None:
        self._work = work
        self._seconds = seconds
        self._over = Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin; starting twice is starting once."""
        if self._thread is None:
            self._thread = Thread(target=self._run, name="daily", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End, once what is under way is done. Closing what was never started is no error."""
        self._over.set()
        if self._thread is not None:
            self._thread.join(LONGEST_GOODBYE)

    def _run(self) -> None:
        while True:
            try:
                self._work()
            except Exception:
                log.exception("what is done daily failed")
            if self._over.wait(self._seconds):
                return
