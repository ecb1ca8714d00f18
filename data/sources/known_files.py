"""Files that offices often have beside the deliveries and that no register table is filled from."""

from data.sources.head import Head
from gis.codes import Text

_LISTS = (
    (
        {"LOC2011", "DENOMINAZIONE"},
        Text(
            it="È l'elenco ISTAT delle località: il registro non ha una tabella delle località,"
            " che si leggono già nelle vie ANNCSU.",
            en="It is the ISTAT list of localities: the register has no table of localities; they"
            " come with the ANNCSU streets.",
        ),
    ),
    (
        {"LOC21_ID", "DENOMINAZIONE"},
        Text(
            it="È l'elenco ISTAT delle località 2021: il registro non ha una tabella delle"
            " località.",
            en="It is the ISTAT list of 2021 localities: the register has no table of localities.",
        ),
    ),
    (
        {"BELFIORE", "COMUNE"},
        Text(
            it="È una tabella di codici dei comuni (Belfiore), non dati del quartiere: i codici"
            " servono al programma, che li ha già.",
            en="It is a table of municipality codes (Belfiore), no data of the district: the"
            " program has the codes it needs.",
        ),
    ),
    (
        {"CODICE", "STATO"},
        Text(
            it="È una tabella di codici degli Stati esteri, non dati del quartiere.",
            en="It is a table of codes of foreign states, no data of the district.",
        ),
    ),
    (
        {"NOME_CAMPO", "DEFINIZIONE"},
        Text(
            it="È il tracciato che spiega le variabili censuarie, non i dati: importare"
            " Rnn_indicatori_AAAA_sezioni.csv.",
            en="It is the key that explains the census variables, not the data: import"
            " Rnn_indicatori_YYYY_sezioni.csv.",
        ),
    ),
)
_POSAS = Text(
    it="È la popolazione per età dell'intero comune (POSAS): il registro tiene la popolazione per"
    " sezione di censimento e per alloggio, non per età nel comune.",
    en="It is the population by age of the whole municipality (POSAS): the register keeps the"
    " population by census section and dwelling, not by age in the municipality.",
)


def why_no_source(head: Head) -> Text | None:
    """What a well-known file is and why it is not loaded; None for a file that nobody knows."""
    for line in head.text.splitlines()[:2]:
        names = {name.strip(' "').upper() for name in line.split(";")}
        for columns, reason in _LISTS:
            if columns <= names:
                return reason
        if "CODICE COMUNE" in names and {"ETÀ", "ETA", "ETA'"} & names:
            return _POSAS
    return None
