"""The subcommands, a module each, imported when they are asked for."""
