"""Two writers at once: one of them wants what the other still holds."""

import threading
from collections.abc import Callable

SHORT_S, LONG_S = 1.0, 30.0


def had_to_wait(wanting: Callable[[], object], release: Callable[[], object]) -> bool:
    """Run `wanting` in a thread, then `release` what it waits for; whether it waited for that."""
    thread = threading.Thread(target=wanting)
    thread.start()
    thread.join(timeout=SHORT_S)
    waited = thread.is_alive()
    release()
    thread.join(timeout=LONG_S)
    assert not thread.is_alive()
    return waited
