"""What a running server does by itself beside answering: it seals the audit twice a minute."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from buildings.audit.alerting import raise_alerts
from buildings.audit.sealing import Sealed, seal
from buildings.audit.service import anchor

SEAL_EVERY_S = 30.0
_END_S = 10.0
_LOG = logging.getLogger(__name__)


def seal_once(engine: Engine) -> Sealed | None:
    """Seal what was decided and raise its alerts; None where nothing was, or another is at it."""
    with engine.begin() as connection:
        made = seal(connection)
        if made is not None:
            raise_alerts(connection, made.from_number, made.until_number)
    return made


def anchor_daily(engine: Engine, folder: Path) -> Path | None:
    """Anchor the last seal unless today has its anchor.

    A transaction of its own: a folder that cannot be written to must not keep entries unsealed.
    """
    with engine.begin() as connection:
        return anchor(connection, folder, at_most_daily=True)


@contextmanager
def keep_sealing(engine: Engine, folder: Path, every_s: float = SEAL_EVERY_S) -> Iterator[None]:
    """Seal every so often while the block runs; a failure is logged and tried again."""
    ended = threading.Event()

    def run() -> None:
        while not ended.wait(every_s):
            try:
                seal_once(engine)
                anchor_daily(engine, folder)
            except Exception:  # noqa: BLE001 - whatever it was, the next time may go well
                _LOG.exception("The audit was not sealed; trying again in %s s", every_s)

    thread = threading.Thread(target=run, name="audit-sealing", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(_END_S)
