"""What people see of long work: lines in a log, movement at a terminal, both languages."""

import io
import sys
from pathlib import Path

import pytest
from rich.console import Console

from api.terminal import plain
from api.terminal.choice import terminal_report
from api.terminal.live import LiveReport
from api.terminal.plain import PlainReport, both, show_failure
from gis.cluster.logged import ProgramFailedError
from gis.codes import Text
from gis.errors import RuleError
from tests.gis.cluster.running import wait_for

WORK = Text(it="Conto le scale", en="Counting the stairs")


class Terminal(io.StringIO):
    """A stream that a person looks at."""

    def isatty(self) -> bool:
        return True


def test_both_languages_stand_on_one_line() -> None:
    assert both(WORK) == "Conto le scale · Counting the stairs"
    assert both(Text(it="PostGIS", en="PostGIS")) == "PostGIS"


def test_a_quick_step_is_one_line() -> None:
    out = io.StringIO()
    with PlainReport(out).step(WORK):
        pass

    assert out.getvalue() == "Conto le scale · Counting the stairs\n"


def test_a_long_step_says_that_it_goes_on_and_how_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "BEAT_S", 0.02)
    monkeypatch.setattr(plain, "QUIET_S", 0.0)
    out = io.StringIO()
    with PlainReport(out).step(WORK, total=8) as step:
        step.advance(2)
        assert wait_for(lambda: "25 %" in out.getvalue())

    lines = out.getvalue().splitlines()
    assert lines[1].startswith("  ... 0 s")
    assert lines[-1] == "  fatto · done: 0 s"


def test_a_failed_step_ends_its_beat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plain, "BEAT_S", 0.02)
    out = io.StringIO()
    with pytest.raises(RuleError), PlainReport(out).step(WORK):
        raise RuleError(WORK)

    said = out.getvalue()
    assert "done" not in said
    assert not wait_for_more(out, said)


def wait_for_more(out: io.StringIO, said: str) -> bool:
    """Whether anything comes in the time of several beats."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.gis.cluster.running.PATIENCE_S", 0.1)
        return wait_for(lambda: out.getvalue() != said)


def test_a_person_sees_it_move_and_its_last_line_stays() -> None:
    out = Terminal()
    report = LiveReport(Console(file=out, force_terminal=True, width=100))
    with report.step(WORK, total=4) as step:
        step.advance(4)
    report.say(Text(it="[fatto]", en="[done]"))

    assert "Counting the stairs" in out.getvalue()
    assert "100%" in out.getvalue()
    assert "[fatto] · [done]" in out.getvalue()


def test_a_pipe_gets_lines_and_a_terminal_movement(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys, "stderr", io.StringIO())
    assert isinstance(terminal_report(), PlainReport)

    monkeypatch.setattr(sys, "stderr", Terminal())
    assert isinstance(terminal_report(), LiveReport)
    monkeypatch.setenv("TERM", "dumb")
    assert isinstance(terminal_report(), PlainReport)


def test_a_failure_is_told_twice_and_its_output_once(tmp_path: Path) -> None:
    out = io.StringIO()
    show_failure(ProgramFailedError(WORK, tmp_path / "x.log", "stair 3 is missing"), out)

    said = out.getvalue()
    assert "Errore: Conto le scale: non riuscito" in said
    assert "Error: Counting the stairs: failed" in said
    assert said.count("stair 3 is missing") == 1
