"""The address to serve on: loopback only, and free before anything is made."""

import errno
import ipaddress
import socket

from gis.codes import Text
from gis.errors import ConfigurationError, UnavailableError

HIGHEST_PORT = 65535


def bind(host: str, port: int) -> socket.socket:
    """A socket bound to `host` and `port` that does not listen yet.

    It says TCP by name: asyncio sends small answers at once only on such a socket; on an unnamed
    one every second answer of a connection waited 40 ms for the client's acknowledgement.

    Raises `ConfigurationError` for an address that is not loopback, `UnavailableError` for a port
    that is taken or not allowed.
    """
    family, address = _resolved(host, port)
    _require_loopback(host, address[0])
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind(address)
    except OSError as error:
        made.close()
        raise _not_bound(error, host, port) from error
    return made


def shown(host: str, port: int) -> str:
    """The address as a URL."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _resolved(host: str, port: int) -> tuple[int, tuple[str, int]]:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise ConfigurationError(
            Text(
                it=f"L'indirizzo «{host}» non esiste su questa macchina. Usare 127.0.0.1.",
                en=f"The address “{host}” does not exist on this machine. Use 127.0.0.1.",
            )
        ) from error
    return family, (str(address[0]), int(address[1]))


def _require_loopback(host: str, address: str) -> None:
    if not ipaddress.ip_address(address.partition("%")[0]).is_loopback:
        raise ConfigurationError(
            Text(
                it=(
                    f"«{host}» sarebbe raggiungibile da altre macchine senza TLS: password e "
                    "token passerebbero in chiaro. Il programma ascolta solo su 127.0.0.1; per "
                    "altri mettere davanti un proxy con TLS (SATELLITE_PUBLIC_URL) e togliere "
                    "--host o SATELLITE_HOST."
                ),
                en=(
                    f"“{host}” could be reached from other machines without TLS: passwords and "
                    "tokens would pass in clear. The program listens on 127.0.0.1 only; for "
                    "others put a TLS proxy before it (SATELLITE_PUBLIC_URL) and leave out "
                    "--host or SATELLITE_HOST."
                ),
            )
        )


def _not_bound(error: OSError, host: str, port: int) -> UnavailableError:
    if error.errno == errno.EADDRINUSE:
        other = port + 1 if port < HIGHEST_PORT else port - 1
        return UnavailableError(
            Text(
                it=f"La porta {port} è occupata da un altro programma. Provare: --port {other}",
                en=f"Port {port} is taken by another program. Try: --port {other}",
            )
        )
    if error.errno == errno.EACCES:
        return UnavailableError(
            Text(
                it=f"Questo utente non può usare la porta {port}: sceglierne una sopra 1023.",
                en=f"This user may not use port {port}: choose one above 1023.",
            )
        )
    return UnavailableError(
        Text(
            it=f"Non si può ascoltare su {host}:{port}: {error.strerror}.",
            en=f"Cannot listen on {host}:{port}: {error.strerror}.",
        )
    )
