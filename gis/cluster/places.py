"""Where a cluster keeps its data, locks, log and socket."""

import hashlib
import json
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from gis.cluster.account import Account, server_account
from gis.codes import Text
from gis.errors import ConfigurationError, UnavailableError

SYSTEM_FOLDER = Path("/var/lib/satellite")
SHORT_FOLDER = Path("/tmp")  # noqa: S108 - what is made there is private, its owner checked
SOCKET_PATH_BYTES = 107
SOCKET_NAME = ".s.PGSQL.5432"
PLAIN_PATH = re.compile(r"[\w./@-]*", re.ASCII)
"""Paths that every reader of a URL reads the same: libpq and SQLAlchemy differ on spaces."""


@dataclass(frozen=True, slots=True)
class Place:
    """The folder of one cluster, the folder of its socket and the account that runs it."""

    folder: Path
    socket: Path
    account: Account

    @property
    def socket_path(self) -> Path:
        """The socket itself."""
        return self.socket / SOCKET_NAME

    @property
    def made(self) -> Path:
        """What a finished initialisation leaves: it appears all at once, by a rename."""
        return self.folder / "made"

    @property
    def data(self) -> Path:
        """PostgreSQL's data directory."""
        return self.made / "data"

    @property
    def passwords(self) -> Path:
        """The passwords of the two roles, JSON."""
        return self.made / "passwords.json"

    @property
    def users_lock(self) -> Path:
        """Held shared by whoever uses the cluster, exclusively by the keeper that stops it."""
        return self.folder / "users.lock"

    @property
    def start_lock(self) -> Path:
        """Held by the one who is making or starting the cluster."""
        return self.folder / "start.lock"

    @property
    def keeper_lock(self) -> Path:
        """Held by the keeper as long as the server runs."""
        return self.folder / "keeper.lock"

    @property
    def keeper_record(self) -> Path:
        """The process numbers of keeper and server, JSON, written at every start."""
        return self.folder / "keeper.json"

    @property
    def log(self) -> Path:
        """What the server writes."""
        return self.folder / "server.log"


def place_of(home: Path, name: str) -> Place:
    """The place of cluster `name` of `home`, made where missing; the data may not exist yet.

    Root's clusters move to `SYSTEM_FOLDER` where the server's account cannot enter `home`; a
    pointer stays in `home`. Raises `UnavailableError` where nothing can be written.
    """
    inside = home.resolve() / name
    try:
        _make(home, 0o755)
        _make(inside, 0o755 if os.geteuid() == 0 else 0o700)
    except OSError as error:
        raise UnavailableError(
            Text(
                it=f"Non si può scrivere in {home}: {error}. Dare a questo utente il permesso.",
                en=f"Cannot write in {home}: {error}. Give this user the permission.",
            )
        ) from error
    _require_own(inside)
    folder = _folder(inside)
    account = server_account(folder / "made" / "data")
    return Place(folder=folder, socket=_socket_folder(folder), account=account)


def prepare_socket(place: Place) -> None:
    """Make the socket's folder, open to the server's account only; refuse a stranger's folder."""
    try:
        place.socket.mkdir(mode=0o700)
        place.account.give(place.socket)
    except FileExistsError:
        found = place.socket.lstat()
        if place.socket.is_symlink() or found.st_uid != place.account.uid:
            raise ConfigurationError(
                Text(
                    it=f"La cartella {place.socket} appartiene a un altro: rimuoverla.",
                    en=f"The folder {place.socket} belongs to somebody else: remove it.",
                )
            ) from None
        place.socket.chmod(0o700)


def _make(folder: Path, mode: int) -> None:
    """Make `folder` with `mode`, whatever the umask; leave an existing one alone."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(mode)


def _require_own(inside: Path) -> None:
    owner = inside.stat().st_uid
    if os.geteuid() not in (0, owner):
        name = Account.of_user(owner).name
        raise UnavailableError(
            Text(
                it=f"Il database in {inside} è dell'utente «{name}»: usare quell'utente.",
                en=f"The database in {inside} belongs to user “{name}”: run as that user.",
            )
        )


def _folder(inside: Path) -> Path:
    """`inside`, or where its pointer says, or a new system folder when it cannot be entered."""
    pointer = inside / "location.json"
    if pointer.exists():
        location = json.loads(pointer.read_text(encoding="utf-8"))
        if _is_ours(inside, location):
            return Path(location["folder"])
    if os.geteuid() != 0 or server_account(inside / "made" / "data").can_enter(inside):
        return inside
    if (inside / "made").exists():
        raise UnavailableError(
            Text(
                it=f"L'utente di PostgreSQL non entra più in {inside}: chmod o+x ai genitori.",
                en=f"PostgreSQL's user can no longer enter {inside}: chmod o+x its parents.",
            )
        )
    folder = SYSTEM_FOLDER / secrets.token_hex(4)
    _make(SYSTEM_FOLDER, 0o755)
    _make(folder, 0o755)
    _point(pointer, folder, inside)
    return folder


def _is_ours(inside: Path, location: dict[str, str]) -> bool:
    """Whether the pointer is this checkout's: a copied checkout must not share its model's data."""
    if location["checkout"] == str(inside):
        return True
    original = Path(location["checkout"]) / "location.json"
    if original.exists() or not Path(location["folder"]).is_dir():
        return False
    _point(inside / "location.json", Path(location["folder"]), inside)
    return True


def _point(pointer: Path, folder: Path, inside: Path) -> None:
    written = pointer.with_suffix(".new")
    written.write_text(
        json.dumps({"folder": str(folder), "checkout": str(inside)}), encoding="utf-8"
    )
    written.replace(pointer)


def _socket_folder(folder: Path) -> Path:
    """Beside the data where a socket's path fits and libpq reads it, else short and in /tmp."""
    beside = folder / "socket"
    path = f"{beside}/{SOCKET_NAME}"
    if len(os.fsencode(path)) <= SOCKET_PATH_BYTES and PLAIN_PATH.fullmatch(path):
        return beside
    return SHORT_FOLDER / f"satellite-{hashlib.sha256(os.fsencode(folder)).hexdigest()[:12]}"
