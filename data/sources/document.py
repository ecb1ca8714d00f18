"""`docs/sources.md`, written from the declarations: `python -m data.sources.document`."""

import sys
from collections.abc import Iterator

from data.sources.catalogue import SOURCES
from data.sources.declaration import Source

HEADING = """\
# Le fonti che si caricano

Questa pagina è generata dalle dichiarazioni in `data/sources/`: non si modifica a mano. Ogni fonte
si carica così; `auto` la riconosce dal contenuto, e con `--dry-run` si vede che cosa cambierebbe.

```sh
./satellite import auto FILE...
```

Un file entra in una sola transazione; le righe rifiutate restano fuori, ciascuna con il motivo, in
un CSV il cui nome è stampato alla fine. Caricare due volte lo stesso file non cambia nulla. Il file
di un altro comune è rifiutato, salvo dichiararlo con `--municipality CODICE`. (*English: this page
is generated from the declarations; each source gives its title in both languages.*)
"""
TYPES = {
    "text": "testo",
    "integer": "intero",
    "decimal": "decimale",
    "date": "data",
    "code": "codice",
    "point": "punto",
    "polygon": "poligono",
}


def page() -> str:
    """The whole page in Markdown."""
    return "\n".join([HEADING, *(line for source in SOURCES for line in _section(source))])


def _section(source: Source) -> Iterator[str]:
    yield f"## {source.title.it} (`{source.id}`)\n"
    yield f"*{source.title.en}.* {source.how_to_get.it}\n"
    yield f"- Chi la pubblica: {source.publisher}, <{source.url}>"
    yield f"- Licenza: {source.licence}"
    yield f"- Sistema di riferimento: {source.crs or 'nessuno: non ha geometria'}"
    yield f"- Chiave: {', '.join(f'`{each}`' for each in source.key)}"
    yield f"- Riempie: {', '.join(f'`{each}`' for each in source.fills)}"
    yield f"- Righe, almeno: {source.least_count} ({source.row_word.it})\n"
    yield "| colonna | tipo | che cos'è | serve |"
    yield "|---|---|---|---|"
    for column in source.columns:
        unit = f" ({column.unit})" if column.unit else ""
        needed = "sì" if column.required else ""
        yield f"| `{column.name}` | {TYPES[column.type]}{unit} | {column.meaning.it} | {needed} |"
    yield ""


if __name__ == "__main__":
    sys.stdout.write(page())
