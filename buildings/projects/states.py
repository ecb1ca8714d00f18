"""Code lists of public projects."""

from gis.codes import Coded


class ProjectRegister(Coded):
    """Which open register tells of a project."""

    OPENCUP = "opencup", "OpenCUP", "OpenCUP"
    PA_DIGITALE = "pa_digitale", "PA digitale 2026", "PA digitale 2026"
    OPENCOESIONE = "opencoesione", "OpenCoesione", "OpenCoesione"
    ANAC = "anac", "ANAC", "ANAC"


class AmountKind(Coded):
    """What an amount of a project is; each register tells its own."""

    COST = "cost", "costo", "cost"
    FUNDED = "funded", "finanziamento", "funding"
    COMMITTED = "committed", "impegnato", "committed"
    PAID = "paid", "pagato", "paid"
