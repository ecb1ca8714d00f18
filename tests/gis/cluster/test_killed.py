"""`kill -9` of any process, at any moment: the next command recovers without a hand."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

from gis.cluster.private import private_cluster
from gis.cluster.processes import server_processes
from tests.gis.cluster.running import (
    answers,
    ask,
    execute,
    holder,
    place,
    processes_in,
    record,
    send,
    wait_for,
)

INTERRUPTED = """
import os, sys
from pathlib import Path
from gis.cluster import making
from gis.cluster.private import private_cluster
making.run_logged = lambda *arguments, **named: os.kill(os.getpid(), 9)
with private_cluster(Path(sys.argv[1])):
    pass
"""


def write_and_read_again(home: Path) -> None:
    with private_cluster(home) as cluster:
        assert ask(cluster.app_url, "SELECT note FROM kept") == [("before",)]


def test_the_user_is_killed_and_the_server_follows(used: Path) -> None:
    with holder(used) as held:
        held.kill()
        assert wait_for(lambda: processes_in(used) == [])
    write_and_read_again(used)


def test_the_keeper_is_killed_and_the_server_follows(used: Path) -> None:
    with holder(used) as held:
        os.kill(record(used)["keeper"], signal.SIGKILL)
        assert wait_for(lambda: server_processes(place(used).data) == [])
        assert not answers(held.url)
        held.release()
    write_and_read_again(used)


def test_the_server_is_killed(used: Path) -> None:
    with holder(used) as held:
        os.kill(record(used)["server"], signal.SIGKILL)
        assert wait_for(lambda: processes_in(used) == [])
        held.release()
    write_and_read_again(used)


def test_a_child_is_killed_and_the_server_heals_itself(used: Path) -> None:
    with holder(used) as held:
        numbers = record(used)
        send(background_writer(used), signal.SIGKILL)

        assert wait_for(lambda: answers(held.url))
        assert record(used) == numbers
        held.release()
    write_and_read_again(used)


def test_a_child_is_killed_and_then_the_user(used: Path) -> None:
    with holder(used) as held:
        send(background_writer(used), signal.SIGKILL)
        held.kill()
        assert wait_for(lambda: processes_in(used) == [])
    write_and_read_again(used)


def background_writer(home: Path) -> int:
    """One child of the server that is always there, by the title PostgreSQL gives it."""
    for number in server_processes(place(home).data):
        if b"background writer" in Path(f"/proc/{number}/cmdline").read_bytes():
            return number
    raise AssertionError("the server has no background writer")


def test_everything_is_killed_at_once(used: Path) -> None:
    with holder(used) as held:
        for number in [held.process.pid, *processes_in(used)]:
            send(number, signal.SIGKILL)
        assert (place(used).data / "postmaster.pid").exists()
        held.process.communicate()
    write_and_read_again(used)


def test_orphans_that_outlive_their_server_are_ended(used: Path) -> None:
    with holder(used) as held:
        numbers = record(used)
        for number in server_processes(place(used).data):
            if number != numbers["server"]:
                send(number, signal.SIGSTOP)
        for number in (numbers["keeper"], numbers["server"], held.process.pid):
            send(number, signal.SIGKILL)
        held.process.communicate()
        orphans = server_processes(place(used).data)
        assert orphans

        write_and_read_again(used)
        assert wait_for(lambda: not any(Path(f"/proc/{number}").exists() for number in orphans))


def test_a_pid_file_that_names_a_stranger_does_not_stop_the_start(used: Path) -> None:
    (place(used).data / "postmaster.pid").write_text(f"{os.getpid()}\n{place(used).data}\n")

    write_and_read_again(used)


def test_a_shell_in_the_data_folder_is_no_orphan(used: Path) -> None:
    with subprocess.Popen(["/bin/sleep", "60"], cwd=place(used).data) as bystander:
        write_and_read_again(used)
        assert bystander.poll() is None
        bystander.kill()


def test_an_interrupted_making_is_made_again(home: Path) -> None:
    command = [sys.executable, "-P", "-c", INTERRUPTED, str(home)]
    killed = subprocess.run(command, check=False)
    half_made = list(place(home).folder.glob("made.new-*"))

    assert killed.returncode == -signal.SIGKILL
    assert len(half_made) == 1
    assert not place(home).made.exists()

    with private_cluster(home) as cluster:
        assert answers(cluster.app_url)
    assert not half_made[0].exists()


def test_an_interrupted_preparation_is_finished(own: Path) -> None:
    with private_cluster(own) as cluster:
        execute(cluster.admin_url, "DROP DATABASE satellite")
        execute(cluster.admin_url, "DROP ROLE satellite")
    with private_cluster(own) as cluster:
        assert ask(cluster.app_url, "SELECT postgis_lib_version() > '3.3'") == [(True,)]


def test_a_removed_home_takes_its_server_along(own: Path) -> None:
    with holder(own) as held:
        shutil.rmtree(own)
        held.kill()
    with private_cluster(own) as cluster:
        assert answers(cluster.app_url)
