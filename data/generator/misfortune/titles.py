"""By which title people ordinarily live there, and the class of who owns."""

from buildings.status.states import OccupationTitle, OwnerClass, Securing, TitleVerification
from data.generator.dice import pick
from data.generator.misfortune.lives import Situation, Teller, empty, lived_in

_LEASES = {
    OccupationTitle.LEASE_4_4: 50,
    OccupationTitle.LEASE_3_2: 32,
    OccupationTitle.LEASE_TRANSITIONAL: 10,
    OccupationTitle.LEASE_STUDENT: 3,
    OccupationTitle.LEASE_UNREGISTERED: 5,
}
_OTHERS = {
    OccupationTitle.USUFRUCT: 30,
    OccupationTitle.COMODATO_REGISTERED: 30,
    OccupationTitle.COMODATO_UNREGISTERED: 20,
    OccupationTitle.SUBLEASE: 14,
    OccupationTitle.SAP: 3,
    OccupationTitle.SAT: 3,
}
_LANDLORDS = {
    OwnerClass.PRIVATE_PERSON: 82,
    OwnerClass.PRIVATE_COMPANY: 10,
    OwnerClass.HEIRS_UNDIVIDED: 6,
    OwnerClass.MIXED: 2,
}
_CHECKS = {
    TitleVerification.DECLARED: 35,
    TitleVerification.DOCUMENT_SEEN: 45,
    TitleVerification.CROSS_CHECKED: 18,
    TitleVerification.CONTESTED: 2,
}
_LOCKS = {
    Securing.NONE: 30,
    Securing.LOCK_CHANGED: 35,
    Securing.ALARMED: 15,
    Securing.STEEL_PLATE: 15,
    Securing.BRICKED_UP: 5,
}
_PUBLIC_OWNERS = {
    OccupationTitle.SAP: OwnerClass.MUNICIPALITY,
    OccupationTitle.SAT: OwnerClass.MUNICIPALITY,
}


def owner_living(teller: Teller) -> Situation:
    """The owner lives there."""
    return lived_in(OccupationTitle.OWNER_OCCUPIER, pick(teller.stream, _CHECKS))


def leased(teller: Teller, owner: OwnerClass | None = None) -> Situation:
    """A lease; unregistered ones are only alleged."""
    title = pick(teller.stream, _LEASES)
    check = pick(teller.stream, _CHECKS)
    if title is OccupationTitle.LEASE_UNREGISTERED:
        check = TitleVerification.DECLARED
    return lived_in(title, check, owner or pick(teller.stream, _LANDLORDS))


def otherwise_held(teller: Teller) -> Situation:
    """One of the rarer titles."""
    title = pick(teller.stream, _OTHERS)
    owner = _PUBLIC_OWNERS.get(title, OwnerClass.PRIVATE_PERSON)
    return lived_in(title, pick(teller.stream, _CHECKS), owner)


def secured_empty(teller: Teller, owner: OwnerClass | None = None) -> Situation:
    """Empty, with or without a new lock."""
    return empty(owner or pick(teller.stream, _LANDLORDS), pick(teller.stream, _LOCKS))
