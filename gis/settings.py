"""The one typed place where settings are read, from `SATELLITE_*` variables and `.env`."""

from functools import cache
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent
"""The checkout's root folder."""


class Settings(BaseSettings):
    """Every setting of the project; `.env.example` lists the same names."""

    model_config = SettingsConfigDict(
        env_prefix="SATELLITE_",
        env_file=ROOT / ".env",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
    )

    database_url: str | None = Field(
        default=None,
        description="Another PostGIS than the private cluster: postgresql://user:password@host/name",
    )
    home: Path = Field(
        default=ROOT / ".satellite",
        description="Folder of everything made at run time: cluster, logs, refusals, rendered maps",
    )
    test_home: Path | None = Field(
        default=None,
        description="Folder of the tests' cluster; empty: in memory where there is room, or home",
    )
    keys: Path | None = Field(
        default=None,
        description="Folder of the keys of personal data, never in a backup; empty: keys in home",
    )
    anchors: Path | None = Field(
        default=None,
        description="Folder of the audit's anchors, best elsewhere; empty: anchors in home",
    )
    backups: Path | None = Field(
        default=None,
        description="Folder of backups, from which retention run deletes those past their days",
    )
    backup_days: int = Field(
        default=30, ge=1, description="Days after which a backup in that folder expires"
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on; loopback only")
    port: int = Field(default=8000, ge=1, le=65535, description="Port to listen on")
    request_kb: int = Field(
        default=1024, ge=64, description="Largest request in kB; files have limits of their own"
    )
    query_seconds: int = Field(
        default=30, ge=1, description="Seconds after which what a page asks the database is ended"
    )
    public_url: str | None = Field(
        default=None,
        pattern=r"^https?://[^/?#@]+/?$",
        description="Address that people type, as https://registro.example.it",
    )
    trusted_proxies: str = Field(
        default="",
        description="Reverse proxies whose X-Forwarded headers count: addresses, with commas",
    )
    oidc_issuer: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="OpenID Connect provider of the Comune: its issuer address; empty: none",
    )
    oidc_client_id: str = Field(default="", description="Name of the register at that provider")
    oidc_client_secret: SecretStr | None = Field(
        default=None, description="Secret of the register at that provider; it has no default"
    )
    oidc_name: str = Field(default="", description="What the provider is called on the button")
    municipality: str = Field(
        default="G686",
        pattern=r"^[A-Z]\d{3}$",
        description="Cadastral code of the municipality that the register declares",
    )
    basemap_url: str | None = Field(
        default=None, description="Optional raster base map, an XYZ address with {z}/{x}/{y}"
    )
    basemap_attribution: str = Field(default="", description="Credit shown for the base map")
    debug: bool = Field(default=False, description="Show tracebacks instead of sentences")

    @property
    def keys_folder(self) -> Path:
        """Where the keys of personal data are kept."""
        return self.keys or self.home / "keys"

    @property
    def anchors_folder(self) -> Path:
        """Where the audit's anchors are written."""
        return self.anchors or self.home / "anchors"


@cache
def get_settings() -> Settings:
    """The settings of this process, read once."""
    return Settings()
