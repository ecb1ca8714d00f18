"""How attempts to sign in end."""

from gis.codes import Coded


class SignInOutcome(Coded):
    """What came of one attempt to sign in."""

    ENTERED = "entered", "entrato", "entered"
    SECOND_FACTOR_DUE = "second_factor_due", "atteso il secondo fattore", "second factor due"
    WRONG = "wrong", "credenziali errate", "wrong credentials"
    REFUSED = "refused", "account scaduto o disattivato", "account expired or disabled"
    DELAYED = "delayed", "troppi tentativi", "too many attempts"
