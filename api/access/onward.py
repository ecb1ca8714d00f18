"""Where to go after signing in: a page of this register and nothing else."""

import re

HOME = "/"
_OWN_PAGE = re.compile(r"/(?![/\\])[^\\\s\x00-\x1f\x7f]{0,2000}", re.ASCII)
"""Browsers read `//host` and `/\\host` as other hosts, and leave out tabs and line ends."""

_NEVER = ("/access/sign-", "/access/second-factor", "/access/password", "/access/provider")


def onward(asked: str | None) -> str:
    """The page asked for by `next=`, the start page for anything that is not one of ours."""
    if not asked or not _OWN_PAGE.fullmatch(asked) or asked.startswith(_NEVER):
        return HOME
    return asked
