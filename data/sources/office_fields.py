"""The fields of the Ufficio Casa's workbook, by the words its columns are headed with."""

from data.sources.sheets.fields import Field
from gis.codes import Text

PLACE = (
    Field("street_name", Text(it="Via", en="Street"),
          ("indirizzo", "via/piazza", "via e civico", "ubicazione", "strada", "toponimo")),
    Field("number_text", Text(it="Civico", en="Street number"),
          ("n civico", "nr civico", "num civico", "numero civico", "n°", "nr", "civ", "n civ")),
    Field("staircase_code", Text(it="Scala", en="Staircase"), ("sc", "scala/corpo", "n scala")),
    Field("floor_code", Text(it="Piano", en="Floor"), ("p", "pi", "p.no", "n piano")),
    Field("unit_number", Text(it="Interno", en="Door"),
          ("int", "n interno", "int n", "appartamento", "app", "alloggio", "porta")),
    Field("cadastral_section", Text(it="Sezione", en="Cadastral section"),
          ("sez", "sezione urbana")),
    Field("sheet", Text(it="Foglio", en="Cadastral sheet"), ("fg", "fgl", "foglio catastale")),
    Field("parcel_number", Text(it="Mappale", en="Parcel"),
          ("mapp", "map", "mapp/part", "particella", "part")),
    Field("subunit", Text(it="Subalterno", en="Subunit"), ("sub",)),
    Field("other_code", Text(it="Codice alloggio", en="Flat code"),
          ("cod alloggio", "codice ui", "cod ui", "codice unità", "id alloggio")),
    Field("person_name", Text(it="Nominativo", en="Name"),
          ("cognome e nome", "nome", "intestatario", "occupante", "richiedente", "inquilino",
           "proprietario", "assegnatario"), is_personal=True),
    Field("tax_code", Text(it="Codice fiscale", en="Tax code"), ("cf", "c f", "cod fisc"),
          is_personal=True),
    Field("notes", Text(it="Note", en="Notes"), ("annotazioni", "osservazioni", "nota"),
          is_personal=True),
)  # fmt: skip
"""What names the unit; names are used as hints for the match and dropped, notes are not read."""

STATUS = (
    Field("occupancy", Text(it="Occupazione", en="Occupancy"),
          ("stato occupazione", "occupato", "stato alloggio", "occupato/libero", "stato di fatto",
           "situazione alloggio", "occupazione di fatto"), type="word"),
    Field("occupation_title", Text(it="Titolo", en="Title"),
          ("titolo di godimento", "titolo occupazione", "contratto", "tipo contratto"),
          type="word"),
    Field("title_verification", Text(it="Verifica del titolo", en="Title verification"),
          ("verifica titolo", "titolo verificato"), type="word"),
    Field("owner_class", Text(it="Tipo proprietà", en="Kind of owner"),
          ("proprietà", "tipo proprietario", "classe proprietario"), type="word"),
    Field("condition", Text(it="Stato fisico", en="Condition"),
          ("condizioni", "stato manutentivo", "stato di conservazione"), type="word"),
    Field("securing", Text(it="Messa in sicurezza", en="Securing"),
          ("sicurezza", "lastratura", "chiusura"), type="word"),
    Field("status_on", Text(it="Data sopralluogo", en="Seen on"),
          ("sopralluogo", "sopralluogo del", "data verifica", "data stato", "rilevato il",
           "aggiornato al"), type="date"),
)  # fmt: skip

CASES = (
    Field("case_type", Text(it="Tipo pratica", en="Case type"),
          ("pratica", "tipologia pratica", "tipo di pratica", "procedimento", "oggetto pratica"),
          type="word"),
    Field("case_state", Text(it="Stato pratica", en="Case state"),
          ("stato della pratica", "stato procedimento", "esito pratica"), type="word"),
    Field("protocol_no", Text(it="Protocollo", en="Protocol number"),
          ("prot", "n prot", "nr prot", "num protocollo", "numero protocollo", "protocollo n")),
    Field("opened_on", Text(it="Data apertura", en="Opened on"),
          ("data pratica", "data domanda", "data protocollo", "data prot", "aperta il",
           "presentata il", "data presentazione"), type="date"),
    Field("due_on", Text(it="Scadenza", en="Due on"),
          ("data scadenza", "scade il", "termine", "entro il"), type="date"),
    Field("state_on", Text(it="Data stato pratica", en="State since"),
          ("stato dal", "data ultimo stato", "data esito"), type="date"),
    Field("office", Text(it="Ufficio", en="Office"),
          ("ufficio competente", "in carico a", "assegnata a"), type="word"),
)  # fmt: skip

REPORTS = (
    Field("reported_on", Text(it="Data segnalazione", en="Reported on"),
          ("segnalata il", "segnalazione del", "data della segnalazione"), type="date"),
    Field("channel", Text(it="Canale", en="Channel"),
          ("segnalata da", "segnalazione da", "provenienza", "canale segnalazione"), type="word"),
    Field("episode_state", Text(it="Stato segnalazione", en="Report state"),
          ("stato della segnalazione", "esito segnalazione", "verifica segnalazione"),
          type="word"),
)  # fmt: skip

ISSUES = (
    Field("issue_type", Text(it="Problema", en="Issue"),
          ("tipo problema", "criticità", "tipo criticità", "guasto"), type="word"),
    Field("severity", Text(it="Gravità", en="Severity"), ("urgenza", "priorità"), type="word"),
    Field("issue_state", Text(it="Stato problema", en="Issue state"),
          ("stato criticità", "stato del problema"), type="word"),
    Field("issue_on", Text(it="Data problema", en="Issue reported on"),
          ("rilevata il", "data criticità", "problema segnalato il"), type="date"),
)  # fmt: skip

INTERVENTIONS = (
    Field("intervention", Text(it="Intervento", en="Intervention"),
          ("nome intervento", "titolo intervento", "progetto", "lavori", "opera")),
    Field("works_category", Text(it="Categoria lavori", en="Works category"),
          ("categoria", "tipo intervento", "tipo lavori", "categoria intervento"), type="word"),
    Field("works_state", Text(it="Stato lavori", en="Works state"),
          ("stato intervento", "avanzamento", "stato dei lavori"), type="word"),
    Field("works_start", Text(it="Inizio lavori", en="Works start"),
          ("data inizio", "inizio previsto", "inizio"), type="date"),
    Field("works_end", Text(it="Fine lavori", en="Works end"),
          ("data fine", "fine prevista", "fine"), type="date"),
    Field("cup", Text(it="CUP", en="CUP"), ("codice cup",)),
)  # fmt: skip

FIELDS = (*PLACE, *STATUS, *CASES, *REPORTS, *ISSUES, *INTERVENTIONS)
