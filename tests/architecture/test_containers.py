"""docker-compose.yml and the Dockerfile: what can be held without a container engine."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from api.setup.tools import UV_VERSION
from tests.architecture.tree import ROOT, SHIPPED, read

ROOT_USERS = {"root", "0"}


@pytest.fixture
def services() -> dict[str, Any]:
    """The services of docker-compose.yml by name."""
    loaded: dict[str, Any] = yaml.safe_load(read(Path("docker-compose.yml")))["services"]
    return loaded


@pytest.fixture
def instructions() -> list[tuple[str, str]]:
    """The Dockerfile as pairs of instruction and argument, lines joined, comments dropped."""
    lines = [line for line in read(Path("Dockerfile")).splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    return [
        (word.upper(), rest)
        for word, _, rest in (x.partition(" ") for x in joined.split("\n") if x)
    ]


def test_the_database_and_the_app_say_when_they_are_healthy(services: dict[str, Any]) -> None:
    assert services.keys() == {"db", "app"}
    assert all(service["healthcheck"]["test"][0] == "CMD" for service in services.values())
    assert "/readyz" in services["app"]["healthcheck"]["test"][-1]
    assert services["app"]["depends_on"] == {"db": {"condition": "service_healthy"}}


def test_nothing_runs_as_root(
    services: dict[str, Any], instructions: list[tuple[str, str]]
) -> None:
    last_user = [argument for word, argument in instructions if word == "USER"][-1]

    assert services["db"]["user"].split(":")[0] not in ROOT_USERS
    assert last_user.split(":")[0] not in ROOT_USERS
    assert services["app"].get("user", last_user) == last_user
    for service in services.values():
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert not service.get("privileged")


def test_only_this_machine_reaches_them(services: dict[str, Any]) -> None:
    published = [port for service in services.values() for port in service.get("ports", [])]

    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)
    assert services["app"]["environment"]["SATELLITE_HOST"] == "127.0.0.1"
    assert "0.0.0.0" not in json.dumps(services)  # what must not be there  # noqa: S104 - text looked for in the compose file


def test_the_password_has_no_default(services: dict[str, Any]) -> None:
    secrets = [
        value
        for service in services.values()
        for name, value in service["environment"].items()
        if "PASSWORD" in name
    ]

    assert len(secrets) == 2
    assert all(secret.startswith("${SATELLITE_DB_PASSWORD:?") for secret in secrets)
    assert "@" not in services["app"]["environment"]["SATELLITE_DATABASE_URL"].partition(":")[0]


def test_both_name_the_same_postgresql(
    services: dict[str, Any], instructions: list[tuple[str, str]]
) -> None:
    server = re.fullmatch(r"postgis/postgis:(\d+)-3\.\d+", services["db"]["image"])
    client = re.search(r"postgresql-client-(\d+)\b", runs(instructions))

    assert server is not None
    assert client is not None
    assert client[1] == server[1]


def test_every_image_is_named_with_its_version(instructions: list[tuple[str, str]]) -> None:
    stages = [argument.split() for word, argument in instructions if word == "FROM"]
    names = {stage[2] for stage in stages if len(stage) == 3}
    bases = [stage[0] for stage in stages if stage[0] not in names]

    assert any(re.fullmatch(r"python:3\.\d+-slim-\w+", base) for base in bases)
    assert all(re.fullmatch(r"\w+:\d+(\.\d+)*-[\w-]+", base) for base in bases)


def test_the_image_installs_what_the_lock_file_says(instructions: list[tuple[str, str]]) -> None:
    commands = runs(instructions)

    assert re.findall(r"\buv==(\S+)", commands) == [UV_VERSION]
    assert re.findall(r"uv sync (--\w+)", commands) == ["--locked"] * commands.count("uv sync")
    assert "--no-dev" in commands
    assert "npm install" not in commands


def test_copied_files_exist_and_may_enter_the_image(instructions: list[tuple[str, str]]) -> None:
    lines = read(Path(".dockerignore")).splitlines()
    allowed = {line.removeprefix("!") for line in lines if line.startswith("!")}
    copied = [
        Path(source)
        for word, argument in instructions
        if word == "COPY" and "--from" not in argument
        for source in argument.split()[:-1]
    ]

    assert next(line for line in lines if not line.startswith("#")) == "*"
    assert "maps/web/node_modules" in lines
    assert "ADD" not in {word for word, _ in instructions}
    assert {source.parts[0] for source in copied} == allowed
    assert [source for source in copied if not (ROOT / source).exists()] == []


def test_every_package_is_copied_but_the_tests(instructions: list[tuple[str, str]]) -> None:
    folders = {argument for word, argument in instructions if word == "COPY"}

    assert {f"{name}/ {name}/" for name in SHIPPED} <= folders
    assert not any("tests" in folder for folder in folders)


def runs(instructions: list[tuple[str, str]]) -> str:
    """Every RUN of the Dockerfile, one a line."""
    return "\n".join(argument for word, argument in instructions if word == "RUN")
