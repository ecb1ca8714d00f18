"""Links as the OGC standards write them, always with relation, type and title."""

from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]
"""A JSON object on its way out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where, as what relation, in which media type; `is_template` has variables in braces."""

    href: str
    rel: str
    type: str
    title: str
    is_template: bool = False

    def json(self) -> Json:
        """The link as a JSON object."""
        written = {"href": self.href, "rel": self.rel, "type": self.type, "title": self.title}
        return written | {"templated": True} if self.is_template else written
