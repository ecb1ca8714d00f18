"""Rendered maps drawn by another process, so that geopandas and folium stay out of this one."""

import hashlib
import os
import subprocess
import sys
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from gis.codes import Language, Text
from gis.errors import UnavailableError

COMMAND = (sys.executable, "-c", "from api.cli import run; run()")
LONGEST_S = 180


@dataclass(frozen=True, slots=True)
class Wanted:
    """One map as it should be now; `version` changes with the data and the day."""

    slug: str
    language: Language
    version: str

    @property
    def file_name(self) -> str:
        """The name under which the drawn file is kept."""
        digest = hashlib.sha256(self.version.encode()).hexdigest()[:16]
        return f"{self.slug}.{self.language}.{digest}.html"


@dataclass(slots=True)
class Drawing:
    """Draws maps one at a time into `folder` and keeps the newest of each."""

    folder: Path
    database_url: str
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(max_workers=1))
    _under_way: dict[str, "Future[None]"] = field(default_factory=dict)
    running: "set[subprocess.Popen[str]]" = field(default_factory=set)
    _lock: Lock = field(default_factory=Lock)
    is_closed: bool = False

    def drawn(self, wanted: Wanted) -> Path | None:
        """The file, if it was drawn already."""
        path = self.folder / wanted.file_name
        return path if path.is_file() else None

    def start(self, wanted: Wanted) -> "Future[None]":
        """Begin to draw, or join who is already drawing the same."""
        with self._lock:
            for name in [name for name, work in self._under_way.items() if work.done()]:
                del self._under_way[name]
            found = self._under_way.get(wanted.file_name)
            if found is None:
                found = self._pool.submit(self._draw, wanted)
                self._under_way[wanted.file_name] = found
            return found

    def failure(self, wanted: Wanted) -> BaseException | None:
        """Why the last attempt failed, told once so that the next request tries again."""
        with self._lock:
            work = self._under_way.get(wanted.file_name)
            if work is None or not work.done():
                return None
            del self._under_way[wanted.file_name]
            return work.exception()

    def close(self) -> None:
        """End what is being drawn and draw nothing more."""
        with self._lock:
            self.is_closed = True
            for process in self.running:
                process.terminate()
        self._pool.shutdown(cancel_futures=True)

    def _draw(self, wanted: Wanted) -> None:
        if self.drawn(wanted):
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / wanted.file_name
        english = ["--english"] if wanted.language == "en" else []
        words = [*COMMAND, "map", "draw", wanted.slug, "-o", str(path), *english]
        told = self._run(words)
        if not path.is_file():
            raise UnavailableError(
                Text(
                    it=f"La mappa «{wanted.slug}» non si è disegnata: {told}",
                    en=f"The map “{wanted.slug}” could not be drawn: {told}",
                )
            )
        for other in self.folder.glob(f"{wanted.slug}.{wanted.language}.*.html"):
            if other != path:
                other.unlink(missing_ok=True)

    def _run(self, words: list[str]) -> str:
        """Run to the end; what it said last."""
        environment = os.environ | {"SATELLITE_DATABASE_URL": self.database_url}
        with self._lock:
            if self.is_closed:
                return ""
            process = subprocess.Popen(
                words,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
            self.running.add(process)
        try:
            told, _ = process.communicate(timeout=LONGEST_S)
        except subprocess.TimeoutExpired:
            process.kill()
            told, _ = process.communicate()
        finally:
            self.running.discard(process)
        lines = [line.strip() for line in told.splitlines() if line.strip()]
        return lines[-1] if lines else ""
