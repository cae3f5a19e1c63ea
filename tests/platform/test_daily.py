"""Daily work: at once, again and again, whatever fails; no more after the end."""

import threading

import pytest

from app.platform.daily import Daily


def test_it_is_done_at_the_start_and_not_again_before_a_day_has_passed() -> None:
    done, times = threading.Event(), []

    def work() -> None:
        times.append(1)
        done.set()

    daily = Daily(work)
    daily.start()
    daily.start()
    assert done.wait(60)
    daily.close()
    assert times == [1]


def test_what_fails_is_logged_and_tried_again(caplog: pytest.LogCaptureFixture) -> None:
    tries, twice = [], threading.Event()

    def fail_once() -> None:
        tries.append(1)
        if len(tries) > 1:
            twice.set()
            return
        raise RuntimeError

    daily = Daily(fail_once, seconds=0)
    daily.start()
    assert twice.wait(60)
    daily.close()
    assert "what is done daily failed" in caplog.text


def test_what_never_started_can_be_closed() -> None:
    Daily(lambda: None).close()
