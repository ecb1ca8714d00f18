"""`docs/sources.md`, written from the declarations: `python -m data.sources.document`."""

import sys
from collections.abc import Iterator

from data.sources.catalogue import SOURCES
from data.sources.declaration import Source
from data.sources.guides import GUIDES, Guide

HEADING = """\
# Le fonti che si caricano

Questa pagina è generata dalle dichiarazioni in `data/sources/`: non si modifica a mano. Per ogni
fonte dice a chi chiederla, come averla, che aspetto ha, che cosa scrivere e che cosa succede.
(*English: this page is generated from the declarations; each source has its title in both
languages.*)

## Come si carica

```sh
./satellite import auto FILE...              # riconosce la fonte dal contenuto
./satellite import auto FILE... --dry-run    # prova: elenca, non scrive
```

- Si danno file, cartelle o archivi (`.zip` anche uno dentro l'altro, `.kmz`, `.gz`) come sono
  arrivati: ogni file riconosciuto entra, gli altri sono nominati e lasciati da parte.
- Un file entra tutto o per niente. Le righe che non si possono usare restano fuori, ciascuna con il
  motivo, in un CSV il cui nome è stampato alla fine; si vedono anche alla pagina `/imports`.
- Caricare due volte lo stesso file non cambia nulla. Il file di un altro comune è rifiutato, salvo
  dichiararlo con `--municipality CODICE`.
- Niente si cancella. Se un file è intero per il suo ambito (tutto il comune, un foglio di mappa, un
  riquadro) ed è più nuovo, ciò che non contiene più **finisce** alla sua data: sparisce dalle mappe
  da quel giorno e si vede ancora chiedendo una data di prima; se un file dopo lo contiene di nuovo,
  riprende. Un file più vecchio non finisce e non cambia ciò che è più nuovo; ciò che porta e che un
  file intero più nuovo non ha entra come già finito alla data di quello. La data è quella che il
  file dice, nel contenuto o nel nome (AAAAMMGG); altrimenti è il giorno del primo caricamento.
- Se più di un terzo delle cose dovesse finire, il file è rifiutato con il conto: se è davvero
  intero si ripete il comando con `--accept-shrink`. Se una riga non dice nemmeno a che cosa si
  riferisce, per prudenza non finisce nulla e una nota lo dice.
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
    contents = ["## Le fonti\n", *map(_entry, SOURCES), ""]
    sections = (line for source in SOURCES for line in _section(source))
    return "\n".join([HEADING, *contents, *sections])


def _entry(source: Source) -> str:
    """A line of the table of contents, with the anchor that Markdown makes of the heading."""
    heading = f"{source.title.it} {source.id}".lower()
    anchor = "".join(c for c in heading.replace(" ", "-") if c.isalnum() or c in "-_")
    return f"- [{source.title.it}](#{anchor})"


def _guide(guide: Guide) -> Iterator[str]:
    yield f"**A chi chiederla.** {guide.ask}\n"
    yield "**Come averla.**\n"
    yield from (f"{place}. {step}" for place, step in enumerate(guide.steps, start=1))
    yield f"\n**Che aspetto ha.** {guide.looks_like}\n"
    yield f"**Che cosa scrivere.**\n\n```sh\n{guide.command}\n```\n"
    yield f"**Ogni quanto.** {guide.frequency}\n"
    yield f"**Che cosa fa un file più nuovo.** {guide.newer_file}\n"


def _section(source: Source) -> Iterator[str]:
    yield f"## {source.title.it} (`{source.id}`)\n"
    yield f"*{source.title.en}.* {source.how_to_get.it}\n"
    if guide := GUIDES.get(source.id):
        yield from _guide(guide)
    place = f", <{source.url}>" if source.url else ""
    yield f"- Chi la pubblica: {source.publisher}{place}"
    yield f"- Licenza: {source.licence}"
    yield f"- Un file è intero per il suo ambito: {'sì' if source.is_snapshot else 'no'}"
    if source.loaded_by is not None:
        yield f"- Chi la carica: {source.loaded_by.it}"
    if source.purposes:
        purposes = ", ".join(each.label.it for each in source.purposes)
        yield f"- Si può unire solo per: {purposes}"
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
