"""How an office worker gets and loads each source: the words of `docs/sources.md`, in Italian."""

from collections.abc import Mapping
from dataclasses import dataclass

_WITH_DATE = "Dare al file la data dell'estrazione nel nome, AAAAMMGG."
_NOTHING_ENDS = "Niente finisce: ciò che il file nuovo non contiene resta com'era."
_SENDER = "Il primo file di un mittente chiede che cosa vogliono dire le colonne; poi lo ricorda."


@dataclass(frozen=True, slots=True)
class Guide:
    """Whom to ask, what to do step by step, what the file looks like, what to type, how often.

    `newer_file` says what happens to things that the next file no longer contains.
    """

    ask: str
    steps: tuple[str, ...]
    looks_like: str
    command: str
    frequency: str
    newer_file: str


GUIDES: Mapping[str, Guide] = {
    "boundary": Guide(
        "Nessuno: è pubblico.",
        ("Aprire il repository openpolis/geojson-italy su GitHub.",
         ("Nella cartella geojson scaricare limits_P_NN_municipalities.geojson della provincia"
         " (Milano è la 15).")),
        "GeoJSON con un elemento per comune; gli altri comuni della provincia sono rifiutati riga"
        " per riga.",
        "./satellite import boundary limits_P_15_municipalities.geojson",
        "Una volta; di nuovo se cambia il confine. Va caricato per primo: dice quali righe delle"
        " altre fonti sono del comune.",
        "Sostituisce il confine; nient'altro finisce.",
    ),
    "omi_zones": Guide(
        "Ufficio che ha l'utenza ai servizi telematici dell'Agenzia delle Entrate.",
        ("Entrare nell'area riservata, «Fornitura dati OMI».",
         "Chiedere il perimetro delle zone del semestre e scaricare il KMZ.",
         "Caricare il KMZ com'è, o il solo KML del comune."),
        "KML con un segnaposto per zona (B1, D1, …) e il semestre nel nome del documento.",
        './satellite import omi_zones "Comune di PIOLTELLO 2018-2.kml"',
        "Ogni semestre, quando l'Agenzia pubblica (circa a marzo e a settembre).",
        "Il semestre nuovo si aggiunge e la mappa mostra l'ultimo alla data. Una nuova emissione"
        " dello stesso semestre, generata più tardi, chiude le zone che non disegna più.",
    ),
    "omi_values": Guide(
        "Come per le zone OMI.",
        ("Nell'area riservata, «Fornitura dati OMI», chiedere le quotazioni del semestre.",
         "Scaricare QI_…_VALORI.csv e QI_…_ZONE.csv e caricarli insieme."),
        "CSV con il punto e virgola; la prima riga è un titolo con semestre e data.",
        "./satellite import omi_values QI_20182_VALORI.csv QI_20182_ZONE.csv",
        "Ogni semestre.",
        "Il semestre nuovo si aggiunge. Una nuova emissione dello stesso semestre, elaborata più"
        " tardi, chiude le quotazioni che non contiene più.",
    ),
    "osm": Guide(
        "Nessuno: è pubblico (licenza ODbL, citare «© OpenStreetMap contributors»).",
        ("Scaricare da Geofabrik l'estratto della Lombardia (.osm.pbf).",
         "Ritagliare il comune: osmium extract --bbox O,S,E,N --set-bounds file.pbf.",
         ("In alternativa interrogare Overpass con «out geom;» in XML o JSON: la risposta non porta"
         " i limiti e quindi non chiude nulla.")),
        "Edifici, ingressi di scala (entrance=staircase con ref=A) e numeri civici.",
        "./satellite import osm pioltello.osm.pbf",
        "Ogni pochi mesi.",
        "Solo se il file dichiara i suoi limiti (bounds): dentro di essi edifici, civici e scale"
        " che non ci sono più finiscono. Un edificio con unità vere di un'altra fonte resta.",
    ),
    "anncsu": Guide(
        "Nessuno: è pubblico. Per correggere un civico: ufficio toponomastica del Comune.",
        ("Aprire il sito open data dell'ANNCSU.",
         "Scaricare l'indirizzario della Lombardia (INDIR) e lo stradario (STRAD): zip mensili.",
         ("Caricare gli zip come sono: le righe degli altri comuni sono contate e lasciate fuori;"
         " per far prima si può tenere prima il solo comune, tutte le sue righe.")),
        "CSV con il punto e virgola, un accesso (INDIR) o una via (STRAD) per riga; la data è nel"
        " nome.",
        "./satellite import anncsu STRAD_LOMB_20240901.csv INDIR_LOMB_20240901.csv",
        "Ogni mese.",
        "Ogni file è l'intero comune alla sua data: i civici che un INDIR più nuovo non ha più"
        " finiscono, le vie che uno STRAD più nuovo non ha più finiscono. Se tornano, riprendono.",
    ),
    "cadastral_parcels": Guide(
        "Nessuno: è pubblico (CC-BY 4.0).",
        (("Scaricare dall'Agenzia lo zip massivo della regione e caricarlo com'è: si apre il solo"
         " comune."),
         "In alternativa chiedere un riquadro al servizio WFS e salvare la risposta."),
        "GML; foglio e particella stanno nel riferimento, per esempio G686_001200.345.",
        "./satellite import cadastral_parcels G686_PIOLTELLO_ple.gml",
        "Ogni sei mesi, quando l'Agenzia rinnova lo scarico.",
        "Solo il file massivo del comune (CODICE_NOME_ple.gml) è intero: le particelle che non ha"
        " più finiscono. Una risposta WFS vale per un riquadro che il file non dice: non chiude"
        " nulla.",
    ),
    "cadastral_map": Guide(
        "Ufficio tecnico del Comune, che ha l'accesso al portale per i Comuni (SISTER).",
        ("Dal portale scaricare la mappa: un file CXF o CTF per foglio.",
         ("Se il programma chiede il sistema di riferimento, aggiungere --crs EPSG:3003 o quello"
         " che l'ufficio conosce."), "Mettere la data nel nome (AAAAMMGG)."),
        "Testo con una cosa per riga, che comincia con MAPPA e finisce con EOF.",
        "./satellite import cadastral_map G686_001200_20240901.CXF",
        "Quando serve un foglio aggiornato.",
        "Un file è un foglio intero: le particelle di quel foglio che non ha più finiscono. Senza"
        " EOF alla fine non chiude nulla.",
    ),
    "topographic": Guide(
        "Ufficio tecnico o SIT del Comune; oppure nessuno, dal geoportale regionale.",
        ("Aprire il geoportale della Regione, database topografico.",
         "Scegliere il comune sulla mappa e scaricare lo zip.",
         "Caricare lo zip, o la cartella, com'è: servono almeno EDIFC, EDIFC_CR_EDF_IS e UN_VOL."),
        "Più shapefile e tabelle dbf; anche le vecchie sigle A020101 e A020102.",
        "./satellite import topographic DBGT_Pioltello_20240315.zip",
        "A ogni aggiornamento regionale, ogni qualche anno.",
        "L'impronta ufficiale sostituisce quella di OpenStreetMap. DATA_FIN chiude l'edificio in"
        " quel giorno; dentro il riquadro delle impronte consegnate finiscono edifici e civici che"
        " la fornitura nuova non ha più.",
    ),
    "cadastral_census": Guide(
        "Chi nel Comune ha l'accesso a SISTER (tributi o ufficio tecnico).",
        ("Su SISTER chiedere «Estrazione dati catastali», completa, fabbricati e terreni.",
         "Tenere insieme FAB, TER, SOG, TIT e PRM.", "Darli tutti nello stesso comando."),
        "File senza intestazione, con barre verticali; SOG e TIT contengono persone.",
        "./satellite import cadastral_census G6860000001.FAB G6860000001.TER G6860000001.SOG"
        " G6860000001.TIT",
        "Una completa l'anno, gli aggiornamenti fra l'una e l'altra.",
        "Una fornitura completa chiude ciò che non contiene più; un aggiornamento chiude solo ciò"
        " che chiude.",
    ),
    "cadastral_plans": Guide(
        "Come per i dati censuari.",
        ("Su SISTER chiedere le planimetrie con i loro indici.", "Caricare …SC.DAT e …DM.DAT."),
        "Indice delle planimetrie e superfici dei poligoni.",
        "./satellite import cadastral_plans G6860000001SC.DAT G6860000001DM.DAT",
        "Con i dati censuari.",
        "Una fornitura più nuova chiude le planimetrie che non contiene più.",
    ),
    "owner_bodies": Guide(
        "Nessuno: la scrive l'Ufficio Casa.",
        ("Una riga per banca, veicolo di crediti, ALER o altro ente, con il codice fiscale.",),
        "CSV con il punto e virgola.",
        "./satellite import owner_bodies enti_20240901.csv",
        "Quando il catasto mostra un ente nuovo.",
        _NOTHING_ENDS,
    ),
    "census_sections": Guide(
        "Nessuno: è pubblico.",
        ("Aprire il sito ISTAT, basi territoriali e variabili censuarie.",
         "Scaricare lo zip della Lombardia (R03) e caricarlo com'è."),
        "Shapefile delle sezioni e CSV delle variabili 2011; dal 2021 i conteggi principali sono"
        " nello shapefile.",
        "./satellite import census_sections R03_11_WGS84.zip R03_indicatori_2011_sezioni.csv",
        "A ogni censimento (2011, 2021).",
        "Il censimento nuovo prende il posto del precedente dalla sua data; quello vecchio si vede"
        " ancora alle date di prima.",
    ),
    "registry_office": Guide(
        "Servizi demografici.",
        ("Chiedere l'estrazione per scala e interno: solo conteggi, niente nomi né cittadinanza.",
         _WITH_DATE),
        "Foglio o CSV. " + _SENDER,
        "./satellite import registry_office anagrafe_20240901.xlsx --sender anagrafe",
        "Ogni mese o trimestre, secondo l'accordo fra gli uffici.",
        "Un file più nuovo chiude, alla sua data, gli interni che non contiene più.",
    ),
    "waste_charge": Guide(
        "Ufficio tributi.",
        ("Chiedere le utenze domestiche senza intestatari né codici fiscali.", _WITH_DATE),
        "Foglio o CSV. " + _SENDER,
        "./satellite import waste_charge tari_20240901.csv --sender tributi",
        "Una volta l'anno, dopo l'emissione.",
        "Una posizione che il file più nuovo non contiene più è chiusa alla sua data.",
    ),
    "lease": Guide(
        "Ufficio Casa, che interroga l'anagrafe tributaria.",
        ("Segnare per ogni unità cercata l'esito e il giorno; le parti non si scrivono.",),
        "Foglio o CSV. " + _SENDER,
        "./satellite import lease locazioni_20240901.xlsx --sender ufficio-casa",
        "Dopo ogni giro di ricerche.",
        _NOTHING_ENDS,
    ),
    "notice": Guide(
        "Polizia locale.",
        ("Chiedere il registro delle cessioni e ospitalità senza i nomi.",),
        "Foglio o CSV. " + _SENDER,
        "./satellite import notice comunicazioni_20240901.xlsx --sender polizia-locale",
        "Ogni mese.",
        _NOTHING_ENDS,
    ),
    "custodian_list": Guide(
        "Il custode giudiziario.",
        ("Chiedere l'elenco delle unità in custodia senza i debitori.", _WITH_DATE),
        "Foglio o CSV. " + _SENDER,
        "./satellite import custodian_list custode_20240901.xlsx --sender custode",
        "Ogni trimestre.",
        "Ciò che un elenco più nuovo non contiene più è chiuso alla sua data.",
    ),
    "checklist_answers": Guide(
        "L'ufficio a cui si è mandata la lista.",
        ("Fare la lista con satellite checklist export.", ("Mandarla, riaverla compilata,"
         " caricarla.")),
        "Lo stesso foglio che è uscito, con le ultime colonne piene.",
        "./satellite import checklist_answers lista.xlsx",
        "A ogni lista.",
        _NOTHING_ENDS,
    ),
    "auction_notices": Guide(
        "Nessuno: gli avvisi sono pubblici.",
        ("Cercare sul Portale delle vendite pubbliche i lotti del comune.",
         "Riportarli nella tabella, o salvare la risposta JSON della ricerca."),
        "CSV con le colonne qui sotto, o JSON. I nomi dei debitori non si leggono.",
        "./satellite import auction_notices aste_20240901.csv",
        "Ogni settimana.",
        "L'esito di un file più nuovo porta avanti la vendita; nessuna finisce perché manca.",
    ),
    "public_projects": Guide(
        "Nessuno: sono dati aperti.",
        ("Scaricare da OpenCUP, ANAC, PA digitale 2026 o OpenCoesione il file della regione.",
         "Caricare prima i progetti, poi le coppie CUP-CIG."),
        "CSV; le righe di altri comuni sono contate e lasciate fuori.",
        "./satellite import public_projects OpenCup_Progetti1.csv",
        "Ogni trimestre.",
        _NOTHING_ENDS,
    ),
    "administrator_totals": Guide(
        "L'amministratore del condominio.",
        ("Mandargli un collegamento: satellite delivery link CONDOMINIO.",
         "Oppure ricevere il foglio e caricarlo."),
        "Foglio Excel o CSV: totali per scala, unità per fascia, debiti per tipo di fornitore.",
        "./satellite import administrator_totals totali.xlsx --sender studio-esempio"
        ' --answer condominium="NOME"',
        "A ogni bilancio, o ogni semestre.",
        "La situazione più nuova chiude i valori di prima alla sua data.",
    ),
    "administrator_units": Guide(
        "L'amministratore, con un accordo in vigore.",
        ("Registrare l'accordo: satellite delivery agreement.",
         "Mandare il collegamento con --kind units, o caricare il foglio."),
        "Foglio per unità; nomi, codici fiscali e telefoni sono tolti prima di leggere.",
        "./satellite import administrator_units unita.xlsx --sender studio-esempio"
        ' --answer condominium="NOME"',
        "Come dice l'accordo.",
        "La situazione più nuova chiude i valori di prima alla sua data.",
    ),
    "administrator_bridge": Guide(
        "L'amministratore, una volta per condominio.",
        ("Chiedere codice, scala, piano, interno e subalterno di ogni unità, senza nomi.",),
        "Foglio o CSV.",
        "./satellite import administrator_bridge ponte.xlsx --sender studio-esempio"
        ' --answer condominium="NOME"',
        "Una volta; di nuovo se l'amministratore cambia i codici.",
        _NOTHING_ENDS,
    ),
    "office_workbook": Guide(
        "Ufficio Casa: è il suo foglio.",
        ("Salvare il foglio com'è.", ("Al primo caricamento rispondere alle domande su colonne e"
         " parole.")),
        "Foglio Excel o CSV. " + _SENDER,
        "./satellite import office_workbook casi.xlsx --sender ufficio-casa",
        "Ogni settimana, finché l'ufficio usa il foglio.",
        "Uno stato che il foglio più nuovo dice diverso chiude quello di prima.",
    ),
}  # fmt: skip
"""The guide of each declared source, by its id."""
