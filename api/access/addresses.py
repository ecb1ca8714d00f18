"""Whole addresses of pages of access, as they are handed to somebody."""

from fastapi import Request


def root_of(request: Request) -> str:
    """The address of the register: the one that people type, else the one that was asked."""
    public: str | None = request.app.state.settings.public_url
    return (public or str(request.base_url)).rstrip("/")


def password_address(request: Request, link: str) -> str:
    """The address of the page that sets a password."""
    return f"{root_of(request)}/access/password/{link}"
