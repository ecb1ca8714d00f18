"""Signals end a command in good order, once, and are handed on to a program in front."""

import os
import signal
import sys
import time
import weakref
from collections.abc import Iterator

import pytest

from api.commands.stopping import STOPS, StopRequested, run_in_front, until_stopped

ALL = (*STOPS, signal.SIGHUP)


@pytest.fixture(autouse=True)
def _handlers() -> Iterator[None]:
    """The handlers of this process, whatever a test does to them."""
    before = {number: signal.getsignal(number) for number in ALL}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", ALL)
def test_a_signal_ends_the_block_and_what_it_opened(number: signal.Signals) -> None:
    done = []
    with until_stopped():
        try:
            os.kill(os.getpid(), number)
            done.append("went on")
        except StopRequested:
            os.kill(os.getpid(), number)
            done.append("tidied up though told twice")
            raise

    assert done == ["tidied up though told twice"]


class Thing:
    """Something that can be watched going away."""


def test_a_signal_that_comes_while_an_object_is_cleared_away_is_not_lost() -> None:
    done = []
    with until_stopped():
        thing = Thing()
        watched = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGTERM))
        del thing
        assert watched() is None
        time.sleep(10)
        done.append("went on")

    assert done == []


def test_without_a_signal_it_just_ends_and_gives_the_handlers_back() -> None:
    before = [signal.getsignal(number) for number in ALL]
    with until_stopped():
        assert [signal.getsignal(number) for number in ALL] != before

    assert [signal.getsignal(number) for number in ALL] == before


def test_under_nohup_a_closed_terminal_is_nothing() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with until_stopped():
        os.kill(os.getpid(), signal.SIGHUP)
        stayed = True

    assert stayed


def test_an_error_is_not_swallowed() -> None:
    with pytest.raises(ValueError, match="a bug"), until_stopped():
        raise ValueError("a bug")


def test_a_program_in_front_gets_ctrl_c_for_sigterm_and_its_status_is_ours() -> None:
    script = f"trap 'exit 7' INT; kill -TERM {os.getpid()}; while :; do sleep 0.05; done"

    assert run_in_front(["/bin/sh", "-c", script], dict(os.environ)) == 7
    assert run_in_front([sys.executable, "-c", "raise SystemExit(3)"], dict(os.environ)) == 3
