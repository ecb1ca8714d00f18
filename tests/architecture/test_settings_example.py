"""`.env.example` says what the settings say: names, descriptions, defaults."""

import re
from pathlib import Path

from gis.settings import Settings
from tests.architecture.tree import ROOT, read

COMPOSE_HEADING = "# --- Read by docker-compose.yml alone ---"
LINE = re.compile(r"# (?P<description>.+)\n#(?P<name>[A-Z][A-Z_]*)=(?P<default>.*)\n")


def test_every_setting_is_listed_as_it_is() -> None:
    listed, _, _ = read(Path(".env.example")).partition(COMPOSE_HEADING)
    written = [match.group("name", "description", "default") for match in LINE.finditer(listed)]

    assert written == [
        (f"SATELLITE_{name.upper()}", field.description, shown(field.default))
        for name, field in Settings.model_fields.items()
    ]


def test_the_other_variables_are_read_by_compose() -> None:
    _, heading, listed = read(Path(".env.example")).partition(COMPOSE_HEADING)
    compose = read(Path("docker-compose.yml"))
    names = {match["name"] for match in LINE.finditer(listed)}
    settings = {f"SATELLITE_{name.upper()}" for name in Settings.model_fields}

    assert heading
    assert names | settings >= set(re.findall(r"\$\{(\w+)", compose))
    assert all(f"${{{name}:" in compose for name in names)


def shown(default: object) -> str:
    """A default as a person would write it in `.env`."""
    if default is None:
        return ""
    if isinstance(default, bool):
        return str(default).lower()
    if isinstance(default, Path):
        return default.relative_to(ROOT).as_posix()
    return str(default)
