"""Commands of this checkout run as a person runs them, with their time and their memory."""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from api.bench.serving import clean_environment
from gis.codes import Text
from gis.errors import UnavailableError
from gis.settings import ROOT

_KIB_A_MIB = 1024


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds from the first to the last, and the most memory that the process held."""

    seconds: float
    resident_mib: float
    printed: str


def run_timed(*words: str, home: Path, database_url: str) -> Spent:
    """Run `./satellite` with these words; raises UnavailableError when it fails."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [str(ROOT / "satellite"), *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=clean_environment(home=str(home), database_url=database_url),
    )
    printed = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        said = f"satellite {' '.join(words)}:\n{printed[-2000:]}"
        raise UnavailableError(Text(it=said, en=said))
    return Spent(time.perf_counter() - begun, usage.ru_maxrss / _KIB_A_MIB, printed)
