"""How a cluster is reached: libpq connection strings and URLs."""

from urllib.parse import quote

from psycopg2.extensions import make_dsn

from gis.cluster.making import ADMIN_ROLE, APP_ROLE, read_passwords
from gis.cluster.options import PORT
from gis.cluster.places import Place

APP_DATABASE = "satellite"


def admin_dsn(place: Place, database: str) -> str:
    """Connection string of the superuser."""
    return make_dsn(
        host=str(place.socket),
        port=PORT,
        user=ADMIN_ROLE,
        password=read_passwords(place)[ADMIN_ROLE],
        dbname=database,
    )


def admin_url(place: Place) -> str:
    """URL of the superuser on database `postgres`."""
    return _url(place, ADMIN_ROLE, "postgres")


def app_url(place: Place) -> str:
    """URL of the role that owns the app's database."""
    return _url(place, APP_ROLE, APP_DATABASE)


def _url(place: Place, role: str, database: str) -> str:
    password = quote(read_passwords(place)[role], safe="")
    # Encoded as %20 and not as +, which libpq would take for a plus.
    socket = quote(str(place.socket), safe="")
    return f"postgresql://{role}:{password}@/{database}?host={socket}&port={PORT}"
