"""The Comune's identity provider by OpenID Connect: the code flow with PKCE, state and nonce.

It tells who somebody is. Which account that is, if any, the register decides.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from requests import RequestException

from api.access.demonstration import is_loopback
from gis.codes import Text
from gis.errors import ConfigurationError, UnavailableError
from gis.settings import Settings

ALGORITHMS = ["RS256", "PS256", "ES256", "RS384", "RS512", "EdDSA"]
"""Signatures with the provider's own key; one with our shared secret, or none, is refused."""

SECONDS = 10
LEEWAY_S = 60
DISCOVERY = "/.well-known/openid-configuration"


class ProviderError(UnavailableError):
    """The provider cannot be reached, or what it answered cannot be trusted."""


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider and how it knows us."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)

    def ask(self, back: str) -> tuple[str, dict[str, str]]:
        """Where to send the visitor, and what to keep sealed until they are `back`."""
        asked = {
            "state": secrets.token_urlsafe(32),
            "nonce": secrets.token_urlsafe(32),
            "verifier": secrets.token_urlsafe(48),
        }
        address, _ = self._client(back).create_authorization_url(
            self._metadata()["authorization_endpoint"],
            state=asked["state"],
            nonce=asked["nonce"],
            code_verifier=asked["verifier"],
        )
        return str(address), asked

    def subject(self, back: str, asked: Mapping[str, str], said: Mapping[str, str]) -> str:
        """The subject that the provider vouches for in what it `said`; raises ProviderError."""
        if not hmac.compare_digest(asked["state"].encode(), said.get("state", "").encode()):
            raise _distrusted("state")
        if said.get("iss", self.issuer) != self.issuer:
            raise _distrusted("iss")
        if "code" not in said:
            raise ProviderError(
                Text(it="Il gestore dell'identità non ha confermato l'accesso.",
                     en="The identity provider did not confirm the sign-in.")
            )  # fmt: skip
        try:
            return self._vouched(back, asked, said["code"])
        except (AuthlibBaseError, JoseError, KeyError, TypeError, ValueError) as error:
            raise _distrusted(type(error).__name__) from error

    def _vouched(self, back: str, asked: Mapping[str, str], code: str) -> str:
        metadata = self._metadata()
        try:
            token = self._client(back).fetch_token(
                metadata["token_endpoint"],
                code=code,
                code_verifier=asked["verifier"],
                timeout=SECONDS,
            )
        except RequestException as error:
            raise _unreached(error) from error
        signed = jwt.decode(
            token["id_token"],
            KeySet.import_key_set(self._read(metadata["jwks_uri"])),
            algorithms=ALGORITHMS,
        )
        claims = CodeIDToken(
            signed.claims,
            signed.header,
            {
                "iss": {"essential": True, "value": self.issuer},
                "aud": {"essential": True, "value": self.client_id},
            },
            {"nonce": asked["nonce"], "client_id": self.client_id},
        )
        claims.validate(leeway=LEEWAY_S)
        subject = claims["sub"]
        if not isinstance(subject, str) or not subject:
            raise _distrusted("sub")
        return subject

    def _client(self, back: str) -> OAuth2Session:
        return OAuth2Session(
            self.client_id,
            self.client_secret,
            scope="openid",
            redirect_uri=back,
            code_challenge_method="S256",
        )

    def _metadata(self) -> dict[str, Any]:
        """What the provider says of itself; another issuer's is not taken."""
        found: dict[str, Any] = self._read(self.issuer.rstrip("/") + DISCOVERY)
        wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
        if found.get("issuer") != self.issuer or not all(
            _is_safe(str(found.get(name, ""))) for name in wanted
        ):
            raise _distrusted("issuer")
        return found

    def _read(self, address: str) -> Any:  # noqa: ANN401 - JSON as it came
        try:
            with OAuth2Session(self.client_id) as client:
                answer = client.request(
                    "GET", address, withhold_token=True, timeout=SECONDS, allow_redirects=False
                )
            answer.raise_for_status()
            found = answer.json()
        except (RequestException, ValueError) as error:
            raise _unreached(error) from error
        if not isinstance(found, dict):
            raise _distrusted(address)
        return found


def provider_of(settings: Settings) -> Provider | None:
    """The provider that the settings name, None where they name none.

    Raises ConfigurationError where its secret or our name is missing, or its address not https.
    """
    if settings.oidc_issuer is None:
        return None
    if not settings.oidc_client_id or settings.oidc_client_secret is None:
        raise ConfigurationError(
            Text(
                it="Per il gestore dell'identità servono anche SATELLITE_OIDC_CLIENT_ID e "
                "SATELLITE_OIDC_CLIENT_SECRET.",
                en="The identity provider takes SATELLITE_OIDC_CLIENT_ID and "
                "SATELLITE_OIDC_CLIENT_SECRET too.",
            )
        )
    if not _is_safe(settings.oidc_issuer):
        raise ConfigurationError(
            Text(
                it="SATELLITE_OIDC_ISSUER deve essere un indirizzo https.",
                en="SATELLITE_OIDC_ISSUER must be an https address.",
            )
        )
    return Provider(
        settings.oidc_issuer,
        settings.oidc_client_id,
        settings.oidc_client_secret.get_secret_value(),
    )


def _is_safe(address: str) -> bool:
    """Whether nobody on the way can read or change what goes there."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and is_loopback(parts.hostname or ""))


def _distrusted(what: str) -> ProviderError:
    return ProviderError(
        Text(
            it=f"La risposta del gestore dell'identità non è attendibile ({what}): ricominciare "
            "l'accesso da questa pagina.",
            en=f"The identity provider's answer cannot be trusted ({what}): begin the sign-in "
            "again from this page.",
        )
    )


def _unreached(error: Exception) -> ProviderError:
    return ProviderError(
        Text(
            it=f"Il gestore dell'identità non risponde ({type(error).__name__}): riprovare fra "
            "poco.",
            en=f"The identity provider does not answer ({type(error).__name__}): try again "
            "shortly.",
        )
    )
