"""Programs show an API token in `Authorization`; no browser adds that by itself."""

from collections.abc import Mapping

SCHEME = "bearer "


def is_program(headers: Mapping[str, str]) -> bool:
    """Whether an API token is shown; then a session's cookie counts for nothing."""
    return headers.get("authorization", "").lower().startswith(SCHEME)


def token_in(headers: Mapping[str, str]) -> str:
    """The token shown, empty where another scheme is."""
    return headers["authorization"][len(SCHEME) :].strip() if is_program(headers) else ""
