"""Serve the application on a bound socket, and say when it is ready."""

import http.client
import socket
import threading
import time
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI

from api.prompt import PromptProtocol
from gis.codes import Text
from gis.errors import UnavailableError

READY_S = 60.0
LOOK_S = 0.05
LAST_ANSWERS_S = 5


class Serving:
    """One run of the web server in this process, to be told from outside why it must end."""

    def __init__(self, app: FastAPI, listener: socket.socket) -> None:
        self._listener = listener
        self._server = uvicorn.Server(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                # Whoever is not named could write an address of its own into the header.
                proxy_headers=bool(proxies := app.state.settings.trusted_proxies),
                forwarded_allow_ips=proxies or None,
                timeout_graceful_shutdown=LAST_ANSWERS_S,
                http=PromptProtocol,
            )
        )
        self._reason: UnavailableError | None = None

    def run(self, on_ready: Callable[[], None]) -> None:
        """Serve until a signal or `end`; `on_ready` is called once `/readyz` answers 200.

        Raises the reason given to `end`.
        """
        threading.Thread(target=self._announce, args=(on_ready,), daemon=True).start()
        self._server.run(sockets=[self._listener])
        if self._reason:
            raise self._reason

    def end(self, reason: UnavailableError) -> None:
        """Stop serving because of `reason`; from any thread."""
        self._reason = self._reason or reason
        self._server.should_exit = True

    def _announce(self, on_ready: Callable[[], None]) -> None:
        end = time.monotonic() + READY_S
        answer = ""
        while not self._server.should_exit:
            if self._server.started:
                answer = self._readiness()
                if answer == "":
                    on_ready()
                    return
            if time.monotonic() > end:
                self.end(_never_ready(answer))
            time.sleep(LOOK_S)

    def _readiness(self) -> str:
        """Empty where `/readyz` answers 200, else what it says."""
        host, port = self._listener.getsockname()[:2]
        connection = http.client.HTTPConnection(host, port, timeout=10)
        try:
            connection.request("GET", "/readyz")
            answer = connection.getresponse()
            body = answer.read().decode(errors="replace")
        except OSError as error:
            return str(error) or type(error).__name__
        finally:
            connection.close()
        return "" if answer.status == http.client.OK else f"{answer.status} {body}"


def _never_ready(answer: str) -> UnavailableError:
    return UnavailableError(
        Text(
            it=f"Il server non è pronto dopo {READY_S:.0f} s: {answer}",
            en=f"The server is not ready after {READY_S:.0f} s: {answer}",
        )
    )
