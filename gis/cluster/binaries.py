"""PostgreSQL's programs on this machine, and whether PostGIS is with them."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

LEAST_POSTGRESQL = 15
LEAST_POSTGIS = (3, 3)
EXTENSIONS = ("postgis", "btree_gist", "pg_trgm", "unaccent")
PROGRAM_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/libexec/postgresql*",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)


@dataclass(frozen=True, slots=True)
class Binaries:
    """One installed PostgreSQL; `environment` is what its programs need besides ours."""

    folder: Path
    major: int
    share: Path
    environment: Mapping[str, str] = field(default_factory=dict)

    def program(self, name: str) -> Path:
        """The path of one of its programs."""
        return self.folder / name

    def missing(self) -> list[str]:
        """The extensions we need that it does not bring, PostGIS too when too old."""
        found = self.share / "extension"
        missing = [name for name in EXTENSIONS if not (found / f"{name}.control").is_file()]
        if "postgis" not in missing and self.postgis_version() < LEAST_POSTGIS:
            missing.insert(0, "postgis")
        return missing

    def postgis_version(self) -> tuple[int, int]:
        """Major and minor version of its PostGIS, zeros where unknown."""
        control = (self.share / "extension" / "postgis.control").read_text(encoding="utf-8")
        version = re.search(r"default_version\s*=\s*'(\d+)\.(\d+)", control)
        return (int(version[1]), int(version[2])) if version else (0, 0)


@dataclass(frozen=True, slots=True)
class Search:
    """Folders of programs to look through, each with the environment its programs need."""

    folders: tuple[tuple[Path, Mapping[str, str]], ...]

    def installed(self) -> Iterator[Binaries]:
        """Every PostgreSQL server found, usable or not."""
        seen = set()
        for folder, environment in self.folders:
            real = folder.resolve()
            if real in seen or not _has_server(folder):
                continue
            seen.add(real)
            found = _inspect(folder, environment)
            if found:
                yield found

    def usable(self, major: int | None = None) -> Binaries | None:
        """The newest PostgreSQL that has all we need, of version `major` where data exist."""
        found = [
            binaries
            for binaries in self.installed()
            if binaries.major >= LEAST_POSTGRESQL
            and binaries.major == (major or binaries.major)
            and not binaries.missing()
        ]
        return max(found, key=lambda binaries: binaries.major, default=None)


def machine_search(unpacked: Iterable[tuple[Path, Mapping[str, str]]] = ()) -> Search:
    """The usual folders of this machine, then `unpacked` ones that we brought."""
    folders = [Path(word) for word in os.environ.get("PATH", "").split(os.pathsep) if word]
    config = shutil.which("pg_config")
    if config:
        folders.insert(0, Path(_output([config, "--bindir"], {}) or "/nonexistent"))
    for pattern in PROGRAM_FOLDERS:
        folders.extend(sorted(Path("/").glob(pattern.removeprefix("/"))))
    return Search((*((folder, {}) for folder in folders), *unpacked))


def _has_server(folder: Path) -> bool:
    return all(os.access(folder / name, os.X_OK) for name in ("postgres", "initdb"))


def _inspect(folder: Path, environment: Mapping[str, str]) -> Binaries | None:
    version = _output([folder / "postgres", "--version"], environment)
    number = re.search(r"\(PostgreSQL\) (\d+)", version)
    if not number:
        return None
    major = int(number[1])
    return Binaries(folder, major, _share(folder, major, environment), environment)


def _share(folder: Path, major: int, environment: Mapping[str, str]) -> Path:
    """The folder that holds `extension/`: pg_config knows, else the layouts in use."""
    told = _output([folder / "pg_config", "--sharedir"], environment)
    guesses = [
        Path(told or "/nonexistent"),
        folder / f"../../../../share/postgresql/{major}",
        folder.parent / f"share/postgresql{major}",
        folder.parent / "share/postgresql",
        folder.parent / "share/pgsql",
        folder.parent / "share",
    ]
    return next((guess for guess in guesses if (guess / "extension").is_dir()), guesses[0])


def _output(command: list[str | Path], environment: Mapping[str, str]) -> str:
    """What a program prints, empty where it cannot run."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **environment},
            timeout=20,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
