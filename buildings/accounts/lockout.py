"""How long wrong sign-ins make the next one wait: growing, never for good.

First the same account from the same address waits, then the account from addresses that it never
signed in from, then an address that tries many accounts. Who was made to wait is not counted
again, so that a stranger cannot keep an office out by trying on.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """So many failures `within` a time are free; each further one doubles the wait."""

    free: int
    within: dt.timedelta
    first: dt.timedelta
    longest: dt.timedelta

    def until(self, failures: Sequence[dt.datetime], now: dt.datetime) -> dt.datetime | None:
        """Until when the next try must wait, None where it need not."""
        recent = [each for each in failures if each > now - self.within]
        if len(recent) < self.free:
            return None
        doublings = min(len(recent) - self.free, 20)
        end = max(recent) + min(self.first * 2**doublings, self.longest)
        return end if end > now else None


HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
PAIR = Rule(5, DAY, dt.timedelta(seconds=30), dt.timedelta(minutes=15))
"""One account from one address: five slips are human; then about a hundred tries a day are left."""

ACCOUNT = Rule(20, HOUR, dt.timedelta(seconds=30), dt.timedelta(minutes=15))
"""One account from anywhere: against many machines that each try a little."""

ADDRESS = Rule(50, HOUR, dt.timedelta(seconds=30), dt.timedelta(minutes=5))
"""Any account from one address: an office of fifty behind one address must not meet it."""

LOOK_BACK = DAY
KNOWN_FOR = dt.timedelta(days=30)
"""So long an address is known to an account that signed in from it."""


@dataclass(frozen=True, slots=True)
class Tries:
    """Failures of the last day around one try; those of the pair since its last success."""

    pair: Sequence[dt.datetime] = ()
    account: Sequence[dt.datetime] = ()
    address: Sequence[dt.datetime] = ()
    is_known: bool = False
    """Whether the account signed in from this address in the last days."""

    def wait_until(self, now: dt.datetime) -> dt.datetime | None:
        """Until when this try must wait by any rule, None where it may go on.

        Strangers' failures never hold up an account where it is known.
        """
        ends = [PAIR.until(self.pair, now)]
        if not self.is_known:
            ends += [ACCOUNT.until(self.account, now), ADDRESS.until(self.address, now)]
        return max((each for each in ends if each is not None), default=None)
