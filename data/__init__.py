"""How schema and data come in and go out: migrations, sources, the reference district."""
