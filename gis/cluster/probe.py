"""Ask a server whether it is still starting, in the first words of PostgreSQL's protocol.

Told to stop in good order while it starts or recovers, PostgreSQL 15 may never end; told to stop at
once it does, and there is nothing to lose then.
"""

import socket
import struct
from pathlib import Path

PROTOCOL = 196608
CANNOT_CONNECT_NOW = b"C57P03\0"
PATIENCE_S = 2.0


def is_starting(path: Path) -> bool:
    """Whether the server on the socket `path` serves nobody yet: no socket, or it says so."""
    words = b"user\0postgres\0database\0postgres\0\0"
    try:
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(PATIENCE_S)
            asking.connect(str(path))
            asking.sendall(struct.pack("!ii", len(words) + 8, PROTOCOL) + words)
            answer = asking.recv(1024)
    except TimeoutError:
        return False
    except OSError:
        return True
    return CANNOT_CONNECT_NOW in answer
