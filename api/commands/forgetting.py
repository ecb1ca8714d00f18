"""What was erased stays erased: the list outside the database, applied before anybody is served."""

from sqlalchemy import Engine

from buildings.retention.service import Outside
from data.retention.reapplying import reapply
from gis.codes import Text
from gis.erasures import ErasureList
from gis.keys import KeyStore
from gis.report import Report
from gis.settings import Settings

_FORGETTING = Text(it="Riapplico le cancellazioni", en="Applying the list of erasures")


def outside_of(settings: Settings) -> Outside:
    """The keys and the list of erasures that the settings name."""
    return Outside(KeyStore(settings.keys_folder), ErasureList(settings.keys_folder))


def forget_again(engine: Engine, settings: Settings, report: Report) -> None:
    """Erase whatever stands in the database though it was erased before."""
    with report.step(_FORGETTING):
        reapply(engine, outside_of(settings))
