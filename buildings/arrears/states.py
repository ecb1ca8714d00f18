"""What administrators deliver: kinds of delivery, of supplier, and the steps against a debtor."""

from gis.codes import Coded


class DeliveryKind(Coded):
    """What a delivery holds; per unit only where an agreement says so."""

    TOTALS = "totals", "totali, senza persone", "totals, without persons"
    UNITS = "units", "per unità, con accordo", "per unit, under an agreement"


class SupplierKind(Coded):
    """What a condominium owes for."""

    WATER = "water", "acqua", "water"
    GAS = "gas", "gas", "gas"
    HEATING = "heating", "riscaldamento", "heating"
    ELECTRICITY = "electricity_common", "elettricità delle parti comuni", "common electricity"
    LIFT = "lift", "ascensore", "lift"
    INSURANCE = "insurance", "assicurazione", "insurance"
    CLEANING = "cleaning", "pulizie", "cleaning"
    MAINTENANCE = "maintenance", "manutenzioni e lavori", "maintenance and works"
    ADMINISTRATOR = "administrator", "compenso dell'amministratore", "administrator's fee"
    TAXES = "taxes", "imposte e tributi", "taxes"
    PROFESSIONALS = "professionals", "legali e tecnici", "lawyers and engineers"
    OTHER = "other", "altro", "other"


class LegalStep(Coded):
    """How far the recovery of a unit's debt has gone."""

    UNKNOWN = "unknown", "non noto", "unknown"
    NONE = "none", "nessuno", "none"
    REMINDER = "reminder", "sollecito", "reminder"
    PAYMENT_PLAN = "payment_plan", "rateizzazione", "payment plan"
    LAWYER = "lawyer", "affidata al legale", "with the lawyer"
    INJUNCTION = "payment_injunction", "decreto ingiuntivo", "payment injunction"
    ENFORCEMENT = "enforcement", "pignoramento o esecuzione", "enforcement"
