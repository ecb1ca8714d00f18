"""How long things of access hold, each with its reason."""

import datetime as dt

SESSION_IDLE = dt.timedelta(minutes=30)
"""An unlocked desk during a visit or a call; `entering.sql` says it in SQL, a test compares."""

SESSION_LASTS = dt.timedelta(hours=12)
"""The longest day of an office: in the evening every session is over, used or not."""

SECOND_FACTOR_WITHIN = dt.timedelta(minutes=10)
"""From the password to the code: enough to find the telephone."""

LINK_LASTS = dt.timedelta(hours=24)
"""A link to set a password with is handed over and used the same day."""

PROVIDER_WITHIN = dt.timedelta(minutes=15)
"""From our page to the provider's and back, with a SPID app on the way."""

ENROLMENT_WITHIN = dt.timedelta(minutes=15)
"""From the QR code shown to the first code typed."""

TOKEN_DAYS = 90
"""What a token gets unasked: a quarter, after which somebody has looked at it again."""

TOKEN_MOST_DAYS = 365
"""A forgotten token must not outlive the year."""

TOKEN_PREFIX = "sat_"  # noqa: S105 - how every token begins
"""By this scanners of source code recognise a token that somebody has committed."""
