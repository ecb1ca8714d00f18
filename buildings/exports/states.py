"""Code lists of files, and what never becomes one."""

from buildings.privacy.states import DataClass
from gis.codes import Coded
from gis.crs import LONLAT_SRID, STORAGE_SRID

NEVER = frozenset({DataClass.P6, DataClass.P6_STATE, DataClass.REPORTS})
"""Classes of facts that never become a file, whoever asks."""

FOUR_EYES = frozenset({DataClass.P4, DataClass.P4_OWNERS, DataClass.P5, DataClass.CASES})
"""Classes that become a file only with a second person's approval."""

EXPORT_SRIDS = (LONLAT_SRID, STORAGE_SRID)
"""Coordinate systems that a file may be in, the first unless said."""


class ExportForm(Coded):
    """What kind of file."""

    CSV = "csv", "CSV, per fogli di calcolo", "CSV, for spreadsheets"
    GEOJSON = "geojson", "GeoJSON", "GeoJSON"
    GPKG = "gpkg", "GeoPackage, per QGIS", "GeoPackage, for QGIS"
    MAP = "html", "mappa che si apre senza rete", "map that opens offline"


TABLE_FORMS = (ExportForm.CSV, ExportForm.GEOJSON, ExportForm.GPKG)
"""The forms that a layer or a list can be asked for in."""


class ExportMode(Coded):
    """On which ground a file is made."""

    OPEN = "open", "ciò che può vedere il consiglio", "what the council may see"
    STATED = "stated", "destinatario e finalità dichiarati", "recipient and purpose stated"
    APPROVED = "approved", "approvato da una seconda persona", "approved by a second person"
