"""The command `satellite`: which subcommands there are, and how their failures are told.

A subcommand is one line in `COMMANDS` and a module with a Typer `app`, imported only when it is
asked for, so that `satellite up` loads no map library. A group names itself, `Typer(name="db")`;
an app without a name adds its commands at the top.
"""

import os
import sys
from importlib import import_module

import typer

from api.terminal.plain import show_failure
from gis.cluster.failures import explain

COMMANDS = {
    "up": "api.commands.up",
    "test": "api.commands.suite",
    "db": "api.commands.db",
    "import": "api.commands.import_",
    "delivery": "api.commands.delivery",
    "map": "api.commands.map_",
    "generate": "api.commands.generate",
    "bench": "api.commands.bench",
    "discrepancies": "api.commands.discrepancies",
    "checklist": "api.commands.checklist",
    "template": "api.commands.template",
    "user": "api.commands.user",
    "token": "api.commands.tokens",
    "audit": "api.commands.audit",
    "retention": "api.commands.retention",
    "release": "api.commands.release",
    "export": "api.commands.export",
    "research": "api.commands.research",
}

INTERRUPTED = 130
"""What a shell expects of a command that Ctrl-C ended."""


def command_line(words: list[str]) -> typer.Typer:
    """The command line as far as `words` needs it: one subcommand, or all to list them."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(satellite)
    asked = next((word for word in words if not word.startswith("-")), "")
    for name in [asked] if asked in COMMANDS else COMMANDS:
        app.add_typer(import_module(COMMANDS[name]).app)
    return app


def satellite() -> None:
    """Registro e mappe del quartiere Satellite · Register and maps of the Satellite district."""


def run() -> None:
    """Run the command line; what is not a bug ends in a sentence and status 1, no traceback."""
    try:
        command_line(sys.argv[1:])(prog_name="satellite")
    except Exception as error:
        sentence = explain(error)
        if sentence is None or os.environ.get("SATELLITE_DEBUG", "0").lower() in ("1", "true"):
            raise
        show_failure(sentence)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
