"""What the Ufficio Casa's wordings mean; a wording that accuses is a report, never a finding."""

from collections.abc import Mapping

from buildings.cases.states import CaseState, CaseType, Office
from buildings.interventions.states import InterventionState, WorksCategory
from buildings.issues.states import IssueState, IssueType, Severity
from buildings.occupations.states import ReportChannel
from buildings.status.states import (
    Condition,
    OccupationTitle,
    OwnerClass,
    Securing,
    TitleVerification,
)
from data.sources.sheets.words import Words
from gis.codes import Coded


class OfficeOccupancy(Coded):
    """What a cell says about who is in a flat; the last two say what is reported, not what is."""

    UNKNOWN = "unknown", "non nota", "unknown"
    OCCUPIED = "occupied", "abitata", "occupied"
    VACANT = "vacant", "vuota", "vacant"
    INTERMITTENT = "intermittently_used", "uso saltuario", "intermittently used"
    REPORTED = "reported", "occupazione segnalata", "occupation reported"
    UNDER_VERIFICATION = "under_verification", "in verifica", "being verified"


class ReportedState(Coded):
    """How far a report went, as far as an office may say it without an authority's act."""

    REPORTED = "reported", "segnalata", "reported"
    UNDER_VERIFICATION = "under_verification", "in verifica", "being verified"


OCCUPANCY = Words("occupancy", OfficeOccupancy, {
    "vuoto": OfficeOccupancy.VACANT, "libero": OfficeOccupancy.VACANT,
    "libera": OfficeOccupancy.VACANT, "sfitto": OfficeOccupancy.VACANT,
    "sfitta": OfficeOccupancy.VACANT, "disabitato": OfficeOccupancy.VACANT,
    "disabitata": OfficeOccupancy.VACANT, "sgomberato": OfficeOccupancy.VACANT,
    "sgomberata": OfficeOccupancy.VACANT, "non occupato": OfficeOccupancy.VACANT,
    "occupato": OfficeOccupancy.OCCUPIED, "occupata": OfficeOccupancy.OCCUPIED,
    "occ": OfficeOccupancy.OCCUPIED, "abitato": OfficeOccupancy.OCCUPIED,
    "residente": OfficeOccupancy.OCCUPIED, "residenti": OfficeOccupancy.OCCUPIED,
    "occ reg": OfficeOccupancy.OCCUPIED, "occupato regolarmente": OfficeOccupancy.OCCUPIED,
    "saltuario": OfficeOccupancy.INTERMITTENT, "uso saltuario": OfficeOccupancy.INTERMITTENT,
    "occ abus": OfficeOccupancy.REPORTED, "occ abusiva": OfficeOccupancy.REPORTED,
    "occupato abusivamente": OfficeOccupancy.REPORTED,
    "occupata abusivamente": OfficeOccupancy.REPORTED,
    "occupazione abusiva": OfficeOccupancy.REPORTED,
    "abusivo": OfficeOccupancy.REPORTED, "abusivi": OfficeOccupancy.REPORTED,
    "abusiva": OfficeOccupancy.REPORTED, "abus": OfficeOccupancy.REPORTED,
    "occupato senza titolo": OfficeOccupancy.REPORTED,
    "senza titolo": OfficeOccupancy.REPORTED, "occ s t": OfficeOccupancy.REPORTED,
    "segnalato": OfficeOccupancy.REPORTED, "segnalata": OfficeOccupancy.REPORTED,
    "in verifica": OfficeOccupancy.UNDER_VERIFICATION,
    "da verificare": OfficeOccupancy.UNDER_VERIFICATION,
    "in accertamento": OfficeOccupancy.UNDER_VERIFICATION,
    "nd": OfficeOccupancy.UNKNOWN, "n d": OfficeOccupancy.UNKNOWN,
    "n c": OfficeOccupancy.UNKNOWN, "?": OfficeOccupancy.UNKNOWN,
    "sconosciuto": OfficeOccupancy.UNKNOWN,
})  # fmt: skip

TITLE = Words("occupation_title", OccupationTitle, {
    "proprietario": OccupationTitle.OWNER_OCCUPIER, "proprietà": OccupationTitle.OWNER_OCCUPIER,
    "prop": OccupationTitle.OWNER_OCCUPIER, "usufrutto": OccupationTitle.USUFRUCT,
    "diritto di abitazione": OccupationTitle.USUFRUCT,
    "4+4": OccupationTitle.LEASE_4_4, "contratto 4+4": OccupationTitle.LEASE_4_4,
    "3+2": OccupationTitle.LEASE_3_2, "canone concordato": OccupationTitle.LEASE_3_2,
    "transitorio": OccupationTitle.LEASE_TRANSITIONAL,
    "studenti": OccupationTitle.LEASE_STUDENT,
    "comodato": OccupationTitle.COMODATO_UNREGISTERED,
    "comodato reg": OccupationTitle.COMODATO_REGISTERED,
    "subaffitto": OccupationTitle.SUBLEASE,
    "in nero": OccupationTitle.LEASE_UNREGISTERED,
    "sap": OccupationTitle.SAP, "sat": OccupationTitle.SAT, "erp": OccupationTitle.SAP,
    "emergenza": OccupationTitle.EMERGENCY, "debitore": OccupationTitle.DEBTOR,
    "scaduto": OccupationTitle.EXPIRED, "contratto scaduto": OccupationTitle.EXPIRED,
    "nessuno": OccupationTitle.NOT_APPLICABLE,
})  # fmt: skip

VERIFICATION = Words("title_verification", TitleVerification, {
    "si": TitleVerification.DOCUMENT_SEEN, "visto": TitleVerification.DOCUMENT_SEEN,
    "no": TitleVerification.UNKNOWN, "autocertificazione": TitleVerification.DECLARED,
})  # fmt: skip

OWNER = Words("owner_class", OwnerClass, {
    "privato": OwnerClass.PRIVATE_PERSON, "privata": OwnerClass.PRIVATE_PERSON,
    "eredi": OwnerClass.HEIRS_UNDIVIDED, "società": OwnerClass.PRIVATE_COMPANY,
    "banca": OwnerClass.BANK_OR_NPL_SPV, "comune": OwnerClass.MUNICIPALITY,
    "comunale": OwnerClass.MUNICIPALITY, "confiscato": OwnerClass.CONFISCATED,
})  # fmt: skip

CONDITION = Words("condition", Condition, {
    "buono": Condition.GOOD, "buone": Condition.GOOD, "discreto": Condition.FAIR,
    "mediocre": Condition.POOR, "scarso": Condition.POOR, "pessimo": Condition.POOR,
    "inagibile": Condition.UNFIT, "inabitabile": Condition.UNINHABITABLE,
    "antigienico": Condition.UNHEALTHY, "lavori in corso": Condition.UNDER_WORKS,
})  # fmt: skip

SECURING = Words("securing", Securing, {
    "no": Securing.NONE, "cambio serratura": Securing.LOCK_CHANGED,
    "lastrato": Securing.STEEL_PLATE, "lastra": Securing.STEEL_PLATE,
    "porta blindata": Securing.STEEL_PLATE, "murato": Securing.BRICKED_UP,
    "sigilli": Securing.JUDICIAL_SEALS, "antifurto": Securing.ALARMED,
})  # fmt: skip

CASE_TYPE = Words("case_type", CaseType, {
    "sap": CaseType.SAP, "erp": CaseType.SAP, "sat": CaseType.SAT,
    "emergenza": CaseType.EMERGENCY, "emergenza abitativa": CaseType.EMERGENCY,
    "contributo affitto": CaseType.RENT_SUPPORT, "misura unica": CaseType.RENT_SUPPORT,
    "morosità incolpevole": CaseType.INNOCENT_ARREARS, "sfratto": CaseType.EVICTION,
    "idoneità": CaseType.SUITABILITY, "idoneità abitativa": CaseType.SUITABILITY,
    "residenza": CaseType.RESIDENCE_CHECK, "art 5": CaseType.RESIDENCE_CHECK,
    "deroga residenza": CaseType.RESIDENCE_DEROGATION,
    "mediazione": CaseType.CONDOMINIUM_MEDIATION,
    "mediazione linguistica": CaseType.LINGUISTIC_MEDIATION,
    "fondo garanzia": CaseType.LANDLORD_GUARANTEE, "isee": CaseType.ISEE_CHECK,
    "ospitalità": CaseType.HOSPITALITY, "cessione fabbricato": CaseType.TRANSFER,
})  # fmt: skip

CASE_STATE = Words("case_state", CaseState, {
    "aperta": CaseState.REGISTERED, "ricevuta": CaseState.SUBMITTED,
    "istruttoria": CaseState.UNDER_REVIEW, "in corso": CaseState.UNDER_REVIEW,
    "in lavorazione": CaseState.UNDER_REVIEW, "in attesa documenti": CaseState.INTEGRATION,
    "integrazione": CaseState.INTEGRATION, "chiuso": CaseState.CLOSED,
    "conclusa": CaseState.CLOSED, "archiviata": CaseState.CLOSED,
    "ritirato": CaseState.WITHDRAWN, "rinuncia": CaseState.WITHDRAWN,
    "ricorso": CaseState.APPEALED, "sospeso": CaseState.SUSPENDED,
})  # fmt: skip

OFFICE = Words("office", Office, {
    "casa": Office.HOUSING_OFFICE, "servizi sociali": Office.SOCIAL_SERVICES,
    "assistente sociale": Office.SOCIAL_SERVICES, "pl": Office.LOCAL_POLICE,
    "polizia locale": Office.LOCAL_POLICE, "ut": Office.TECHNICAL_OFFICE,
    "utc": Office.TECHNICAL_OFFICE, "mediatori": Office.MEDIATORS,
})  # fmt: skip

CHANNEL = Words("channel", ReportChannel, {
    "cittadino": ReportChannel.CITIZEN_FORM, "cittadini": ReportChannel.CITIZEN_FORM,
    "amministratore": ReportChannel.ADMINISTRATOR, "pl": ReportChannel.LOCAL_POLICE,
    "vigili": ReportChannel.LOCAL_POLICE, "polizia locale": ReportChannel.LOCAL_POLICE,
    "assistente sociale": ReportChannel.SOCIAL_SERVICES, "custode": ReportChannel.CUSTODIAN,
    "anonima": ReportChannel.ANONYMOUS, "ufficio": ReportChannel.HOUSING_OFFICE,
})  # fmt: skip

EPISODE = Words("episode_state", ReportedState, {
    "aperta": ReportedState.REPORTED, "nuova": ReportedState.REPORTED,
    "ricevuta": ReportedState.REPORTED, "da verificare": ReportedState.REPORTED,
    "abusivo": ReportedState.REPORTED, "accertata": ReportedState.UNDER_VERIFICATION,
    "confermata": ReportedState.UNDER_VERIFICATION,
    "in accertamento": ReportedState.UNDER_VERIFICATION,
    "inviata alla pl": ReportedState.UNDER_VERIFICATION,
})  # fmt: skip

ISSUE_TYPE = Words("issue_type", IssueType, {
    "morosità": IssueType.ARREARS, "ascensore": IssueType.LIFT,
    "ascensore guasto": IssueType.LIFT, "antincendio": IssueType.FIRE_SAFETY,
    "rifiuti": IssueType.WASTE, "ingombranti": IssueType.WASTE, "igiene": IssueType.UNHEALTHY,
    "infiltrazioni": IssueType.BACKLOG, "manutenzione": IssueType.BACKLOG,
    "balconi": IssueType.STRUCTURAL, "cornicioni": IssueType.STRUCTURAL,
    "luce scale": IssueType.LIGHTING, "amministratore": IssueType.NO_ADMINISTRATOR,
    "rendiconto": IssueType.NO_STATEMENT, "inabitabile": IssueType.UNINHABITABLE,
})  # fmt: skip

SEVERITY = Words("severity", Severity, {
    "critica": Severity.CRITICAL, "urgente": Severity.CRITICAL, "alta": Severity.HIGH,
    "media": Severity.MEDIUM, "normale": Severity.MEDIUM, "bassa": Severity.LOW,
})  # fmt: skip

ISSUE_STATE = Words("issue_state", IssueState, {
    "aperta": IssueState.REPORTED, "aperto": IssueState.REPORTED,
    "in corso": IssueState.IN_PROGRESS, "risolto": IssueState.RESOLVED,
    "chiuso": IssueState.CLOSED,
})  # fmt: skip

WORKS = Words("works_category", WorksCategory, {
    "manutenzione": WorksCategory.ORDINARY, "ordinaria": WorksCategory.ORDINARY,
    "straordinaria": WorksCategory.EXTRAORDINARY, "ristrutturazione": WorksCategory.RENOVATION,
    "sociale": WorksCategory.NON_BUILDING, "mediazione": WorksCategory.NON_BUILDING,
})  # fmt: skip

WORKS_STATE = Words("works_state", InterventionState, {
    "previsto": InterventionState.PROGRAMMED, "progetto": InterventionState.DESIGNED,
    "gara": InterventionState.TENDERING, "lavori in corso": InterventionState.WORKS_STARTED,
    "iniziato": InterventionState.WORKS_STARTED, "finito": InterventionState.WORKS_COMPLETED,
    "terminato": InterventionState.WORKS_COMPLETED,
    "fine lavori": InterventionState.WORKS_COMPLETED,
})  # fmt: skip

OFFICE_WORDS: Mapping[str, Words] = {
    words.name: words
    for words in (
        OCCUPANCY, TITLE, VERIFICATION, OWNER, CONDITION, SECURING, CASE_TYPE, CASE_STATE, OFFICE,
        CHANNEL, EPISODE, ISSUE_TYPE, SEVERITY, ISSUE_STATE, WORKS, WORKS_STATE,
    )
}  # fmt: skip
"""The words of each field of type `word`, by the field's name."""
