"""PostgreSQL's own client programs, run on an address without showing its password."""

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from psycopg2.extensions import make_dsn, parse_dsn

from gis.cluster.binaries import Binaries
from gis.cluster.disk import DiskFullError, says_full
from gis.codes import Text
from gis.errors import UnavailableError


class ClientError(UnavailableError):
    """A client program failed; `detail` is what it said."""

    def __init__(self, program: str, detail: str) -> None:
        super().__init__(
            Text(
                it=f"{program} non è riuscito; quel che ha detto è qui sotto.",
                en=f"{program} failed; what it said stands below.",
            )
        )
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Clients:
    """psql, pg_dump and their like for one database; `binaries` of the private cluster or None."""

    url: str = field(repr=False)
    binaries: Binaries | None = None

    def program(self, name: str) -> Path:
        """Where a program is; raises `UnavailableError` saying what to install."""
        found = next((each for each in self._candidates(name) if each.exists()), None)
        if found is None:
            raise UnavailableError(
                Text(
                    it=f"Manca {name}: installare i programmi client di PostgreSQL.",
                    en=f"{name} is missing: install PostgreSQL's client programs.",
                )
            )
        return found

    def _candidates(self, name: str) -> list[Path]:
        """The server's own first, for its version; Debian keeps others off the path."""
        installed = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_major)
        on_path = shutil.which(name)
        beside = [self.binaries.program(name)] if self.binaries else []
        return [*beside, *([Path(on_path)] if on_path else []), *reversed(installed)]

    def command(self, name: str, arguments: Sequence[str | Path]) -> list[str]:
        """The words that run `name` on this database."""
        words = [str(word) for word in arguments]
        return [str(self.program(name)), f"--dbname={self._without_password()}", *words]

    def environment(self) -> dict[str, str]:
        """Our environment with the password, which other users of the machine cannot see there."""
        password = parse_dsn(self.url).get("password")
        theirs: Mapping[str, str] = self.binaries.environment if self.binaries else {}
        secret = {"PGPASSWORD": password} if password else {}
        return {**os.environ, **theirs, **secret, "LC_MESSAGES": "C"}

    def run(self, name: str, arguments: Sequence[str | Path]) -> None:
        """Run `name` on the database; raises `ClientError` or `DiskFullError` where it fails."""
        self._run(name, self.command(name, arguments))

    def convert(self, arguments: Sequence[str | Path]) -> None:
        """Run pg_restore on files alone."""
        words = [str(word) for word in arguments]
        self._run("pg_restore", [str(self.program("pg_restore")), *words])

    def _run(self, name: str, command: list[str]) -> None:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=self.environment(),
            check=False,
        )
        if done.returncode != 0:
            said = done.stderr.decode(errors="replace").strip()
            raise DiskFullError(name) if says_full(said) else ClientError(name, said)

    def _without_password(self) -> str:
        parts = parse_dsn(self.url)
        parts.pop("password", None)
        return str(make_dsn(**parts))


def _major(program: Path) -> int:
    digits = program.parent.parent.name
    return int(digits) if digits.isdigit() else 0
