import socket

import pytest

from api.listening import bind
from gis.errors import ConfigurationError, UnavailableError


def test_small_answers_leave_at_once() -> None:
    """Asyncio turns Nagle's algorithm off only where the socket says TCP by name."""
    with bind("127.0.0.1", 0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_a_taken_port_is_refused_with_another_to_try() -> None:
    with bind("127.0.0.1", 0) as first:
        first.listen()
        port = first.getsockname()[1]
        with pytest.raises(UnavailableError) as refused:
            bind("127.0.0.1", port)
    assert f"--port {port + 1}" in refused.value.text.it


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])  # noqa: S104 - it must be refused
def test_only_this_machine_is_served(host: str) -> None:
    with pytest.raises(ConfigurationError):
        bind(host, 0)
