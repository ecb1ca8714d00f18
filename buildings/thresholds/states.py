"""Which numbers are configured; the values stand in the database, dated."""

from gis.codes import Coded


class Threshold(Coded):
    """One number of one rule."""

    AREA_PER_PERSON = (
        "area_per_person_m2", "Superficie utile per ciascuno dei primi abitanti (m²)",
        "Usable area for each of the first persons (m²)",
    )  # fmt: skip
    FIRST_PERSONS = (
        "first_persons", "Abitanti che contano come primi", "Persons that count as first",
    )  # fmt: skip
    AREA_PER_FURTHER = (
        "area_per_further_person_m2", "Superficie utile per ogni altro abitante (m²)",
        "Usable area for each further person (m²)",
    )  # fmt: skip
    BEDROOM_SINGLE = (
        "bedroom_single_m2", "Camera da letto per uno (m²)", "Bedroom for one (m²)",
    )  # fmt: skip
    BEDROOM_DOUBLE = (
        "bedroom_double_m2", "Camera da letto per due (m²)", "Bedroom for two (m²)",
    )  # fmt: skip
    STUDIO_SINGLE = (
        "studio_single_m2", "Monolocale per uno, servizi compresi (m²)",
        "Studio for one, services included (m²)",
    )  # fmt: skip
    STUDIO_DOUBLE = (
        "studio_double_m2", "Monolocale per due, servizi compresi (m²)",
        "Studio for two, services included (m²)",
    )  # fmt: skip
    RATIO_ADEQUATE = (
        "crowding_adequate", "Affollamento adeguato fino al rapporto",
        "Crowding adequate up to the ratio",
    )  # fmt: skip
    RATIO_AT_LIMIT = (
        "crowding_at_limit", "Affollamento al limite fino al rapporto",
        "Crowding at the limit up to the ratio",
    )  # fmt: skip
    RATIO_OVERCROWDED = (
        "crowding_overcrowded", "Sovraffollamento, non grave, fino al rapporto",
        "Overcrowding, not severe, up to the ratio",
    )  # fmt: skip
    CHARGED_AREA_SHARE = (
        "charged_area_share", "Superficie TARI minima, quota di quella catastale",
        "Least area of the waste charge, as a share of the cadastral one",
    )  # fmt: skip
    RECOVERY_MONTHS = (
        "recovery_months", "Mesi dalla chiusura dell'esercizio per il recupero forzoso",
        "Months from the close of the year for forced recovery",
    )  # fmt: skip
    PUBLIC_CELL_LEAST = (
        "public_cell_least", "Conteggio minimo che si pubblica", "Least count that is published",
    )  # fmt: skip
    SENSITIVE_CELL_LEAST = (
        "sensitive_cell_least", "Conteggio minimo per dati delicati e per la ricerca",
        "Least count for sensitive data and for research",
    )  # fmt: skip
    RELEASED_BASE_LEAST = (
        "released_base_least", "Abitazioni minime perché un luogo abbia valori",
        "Least dwellings for a place to have figures",
    )  # fmt: skip
    ROUNDING_BASE = (
        "rounding_base", "Multiplo a cui si arrotondano i conteggi pubblicati",
        "Multiple to which published counts are rounded",
    )  # fmt: skip
    ATTRIBUTE_BASE = (
        "attribute_base", "Abitazioni sotto cui «nessuna» e «tutte» non si pubblicano",
        "Dwellings below which “none” and “all” are not published",
    )  # fmt: skip
    MONEY_CONTRIBUTORS = (
        "money_contributors", "Contribuenti minimi a un importo", "Least contributors to an amount",
    )  # fmt: skip
    MONEY_CONTRIBUTORS_UNMEASURED = (
        "money_contributors_unmeasured", "Contribuenti minimi dove le loro quote non sono note",
        "Least contributors where their shares are not known",
    )  # fmt: skip
    MONEY_LARGEST_SHARE = (
        "money_largest_share", "Quota massima di un solo contribuente",
        "Largest share of one contributor",
    )  # fmt: skip
    MONEY_PROTECTION = (
        "money_protection", "Margine che deve restare attorno a un importo non pubblicato",
        "Margin that must remain about a withheld amount, as a share of what was due",
    )  # fmt: skip
