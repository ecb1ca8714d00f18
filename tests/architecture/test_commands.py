"""Every command that the documents show exists, with the options they give it."""

import os
import re
from functools import cache
from pathlib import Path

import typer
from typer.core import TyperGroup

from api.cli import command_line
from tests.architecture.tree import ROOT, files_ending, read

FENCED = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
CALLED = re.compile(r"(?:\./| app |^)satellite(?P<words>(?: +[^#|&\n]+)?)", re.MULTILINE)
TAKES_ANYTHING = {"test"}
"""Commands that hand their options on."""


@cache
def documented() -> tuple[tuple[str, str], ...]:
    """Every call of the command in a fenced block: the document and the words of the call."""
    return tuple(
        (str(page), match["words"].strip())
        for page in files_ending(".md")
        for block in FENCED.findall(read(page))
        for match in CALLED.finditer(block)
    )


def test_the_readme_shows_the_two_commands_of_a_newcomer() -> None:
    shown = [words for page, words in documented() if page == "README.md"]

    assert shown[:2] == ["up", "test"]


def test_every_documented_command_exists() -> None:
    wrong = [
        f"{page}: satellite {words}: {fault}"
        for page, words in documented()
        if (fault := fault_of(words.split()))
    ]

    assert wrong == []


def test_the_scripts_can_be_run() -> None:
    scripts = [ROOT / "satellite", ROOT / ".ci/run", ROOT / ".ci/check"]

    assert [script for script in scripts if not os.access(script, os.X_OK)] == []
    assert read(Path("satellite")).startswith("#!/bin/sh\n")


def fault_of(words: list[str]) -> str:
    """What is wrong with a call, empty where nothing is."""
    command = typer.main.get_command(command_line([]))
    while isinstance(command, TyperGroup) and words and not words[0].startswith("-"):
        name = words.pop(0)
        if name not in command.commands:
            return f"no command {name}"
        command = command.commands[name]
    if command.name in TAKES_ANYTHING:
        return ""
    options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    unknown = [word for word in words if word.startswith("-") and word not in options]
    return f"no option {' '.join(unknown)}" if unknown else ""
