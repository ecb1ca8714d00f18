"""How far a table may tell, and why a figure is missing."""

from gis.codes import Coded


class Measure(Coded):
    """What the figures of a table are."""

    COUNT = "count", "conteggio", "count"
    RATE = "rate", "quota", "share"
    MONEY_RATE = "money_rate", "fascia di quota in denaro", "band of a share of money"


class Sensitivity(Coded):
    """How a table is guarded."""

    OPEN = "open", "pubblica di per sé, esatta", "public by itself, exact"
    ORDINARY = "ordinary", "ordinaria", "ordinary"
    SENSITIVE = "sensitive", "delicata (artt. 9 e 10 GDPR)", "sensitive (art. 9 and 10 GDPR)"


class Missing(Coded):
    """Why a figure is not given; never which rule held it back, since that would tell of it."""

    WITHHELD = "withheld", "non pubblicato per riservatezza", "withheld for confidentiality"
    NO_DATA = "no_data", "dato non disponibile", "no data"


class Reason(Coded):
    """Which rule holds a figure back; shown to the office in a dry run, never kept or published."""

    SMALL = "small", "meno del minimo", "below the least count"
    SMALL_BASE = "small_base", "troppo poche abitazioni", "too few dwellings"
    WHOLE = "whole", "tutti o quasi (attributo)", "all or nearly (attribute)"
    FEW_CONTRIBUTORS = "few_contributors", "pochi contribuenti", "few contributors"
    DOMINATED = "dominated", "uno solo prevale", "one dominates"
    SECONDARY = "secondary", "per proteggerne un'altra", "to protect another"
