"""The system account that runs PostgreSQL, which refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Self, TypedDict

from gis.codes import Text
from gis.errors import UnavailableError

SERVER_USER = "postgres"


class PopenArguments(TypedDict, total=False):
    """What `subprocess` needs to run as another account."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """A user of the machine; `is_other` when it is not the one running this process."""

    uid: int
    gid: int
    groups: tuple[int, ...]

    @classmethod
    def current(cls) -> Self:
        """Whoever runs this process."""
        return cls(uid=os.geteuid(), gid=os.getegid(), groups=tuple(os.getgroups()))

    @classmethod
    def of_user(cls, uid: int) -> Self:
        """The account with number `uid`, known to the machine by name or not."""
        try:
            user = pwd.getpwuid(uid)
        except KeyError:
            return cls(uid=uid, gid=uid, groups=())
        groups = os.getgrouplist(user.pw_name, user.pw_gid)
        return cls(uid=uid, gid=user.pw_gid, groups=tuple(groups))

    @property
    def is_other(self) -> bool:
        """Whether it takes root to act as this account."""
        return self.uid != os.geteuid()

    @property
    def name(self) -> str:
        """The name, or the number where the machine knows none."""
        try:
            return pwd.getpwuid(self.uid).pw_name
        except KeyError:
            return str(self.uid)

    def popen_arguments(self) -> PopenArguments:
        """Arguments that make `subprocess` run as this account."""
        if not self.is_other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": list(self.groups)}

    def can_enter(self, folder: Path) -> bool:
        """Whether the account reaches `folder` through all its parents; asked of the system."""
        done = subprocess.run(
            ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)],
            cwd="/",
            stderr=subprocess.DEVNULL,
            check=False,
            **self.popen_arguments(),
        )
        return done.returncode == 0

    def give(self, path: Path) -> None:
        """Make `path` the account's own."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)


def lacks_server_account() -> bool:
    """Whether root has no account yet to run a server as."""
    try:
        pwd.getpwnam(SERVER_USER)
    except KeyError:
        return os.geteuid() == 0
    return False


def server_account(data: Path) -> Account:
    """Who runs the server on `data`: its owner, or for root `postgres` where there is none yet."""
    if os.geteuid() != 0:
        return Account.current()
    if data.exists() and data.stat().st_uid != 0:
        return Account.of_user(data.stat().st_uid)
    try:
        user = pwd.getpwnam(SERVER_USER)
    except KeyError as error:
        raise UnavailableError(
            Text(
                it=(
                    "PostgreSQL non gira come root e su questa macchina manca l'utente "
                    "«postgres». Crearlo (useradd --system postgres) o lanciare il comando "
                    "come utente normale."
                ),
                en=(
                    "PostgreSQL does not run as root and this machine has no user “postgres”. "
                    "Create it (useradd --system postgres) or run the command as an ordinary user."
                ),
            )
        ) from error
    return Account.of_user(user.pw_uid)
