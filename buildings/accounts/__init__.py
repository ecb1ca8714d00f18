"""Who signs in: organisations, accounts, their sessions and the tokens of programs."""
