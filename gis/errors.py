"""The family tree of errors that people read.

SatelliteError
├── ConfigurationError     a setting or an address is wrong
├── UnavailableError       something the machine should offer is not there
├── SchemaNewerError       the database was migrated by newer code
├── InputError             what came from outside cannot be used
│   └── NotFoundError      nothing with that identity
├── RuleError              the domain forbids it
└── ForbiddenError         the reader's role does not allow it
    └── SignInError        who asks must say who they are
"""

from gis.codes import Language, Text


class SatelliteError(Exception):
    """An error with a sentence in both languages: what happened, where, what to do."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text

    def in_(self, language: Language) -> str:
        """The sentence in `language`."""
        return self.text.in_(language)


class ConfigurationError(SatelliteError):
    """A setting or an address is wrong."""


class UnavailableError(SatelliteError):
    """Something the machine should offer (a port, a disk, PostGIS) is not there."""


class SchemaNewerError(SatelliteError):
    """The database was migrated by newer code than this."""


class InputError(SatelliteError):
    """What came from outside (a file, a parameter) cannot be used."""


class NotFoundError(InputError):
    """Nothing has the identity asked for."""


class RuleError(SatelliteError):
    """A rule of the domain forbids it."""


class ForbiddenError(SatelliteError):
    """The reader's role does not allow it."""


class SignInError(ForbiddenError):
    """Who asks must sign in first, or showed a credential that is not good."""
