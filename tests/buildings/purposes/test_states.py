"""Whatever Olga and Bruno do, each reads only what their own open purposes say."""

import uuid

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import sampled_from
from sqlalchemy import text

from buildings.purposes import service
from buildings.purposes.states import LONGEST, PurposeKind
from gis.errors import NotFoundError, RuleError
from tests.desk import Desk

NAMES, DOORS = sampled_from(["Olga", "Bruno"]), sampled_from(["A3", "B2"])
LATER = (
    "update stated_purpose set opened_at = opened_at - cast(:by as interval), "
    "expires_at = expires_at - cast(:by as interval), "
    "closed_at = closed_at - cast(:by as interval)"
)
HOURS = sampled_from([1, 11, 12, 24 * 29, 24 * 31])


class Purposes(RuleBasedStateMachine):
    """Purposes as hours left, by who stated them for which flat."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        desk.forget()
        self.cases = {door: desk.case(desk.town.flats[door]) for door in ("A3", "B2")}
        self.is_open = dict.fromkeys(self.cases, True)
        self.standing: dict[tuple[str, str], tuple[PurposeKind, float, uuid.UUID]] = {}

    @rule(name=NAMES, door=DOORS, kind=sampled_from(PurposeKind))
    def state(self, name: str, door: str, kind: PurposeKind) -> None:
        case = self.cases[door] if kind is PurposeKind.CASE else None
        reason = "verifica del recapito" if kind is PurposeKind.REVEAL else None
        with self.desk.reading(name) as session:
            try:
                stated = service.state(
                    session, self.desk.town.flats[door], kind, case_id=case, reason=reason
                )
            except RuleError:
                assert case is not None
                assert not self.is_open[door]
                return
        before = self.held(name, door)
        if before is not None and before[0] is kind:
            assert stated.id == before[2]
            return
        hours = LONGEST[kind].total_seconds() / 3600
        assert before is None or stated.id != before[2]
        self.standing[name, door] = (kind, hours, stated.id)

    @rule(name=NAMES, other=NAMES, door=DOORS)
    def close(self, name: str, other: str, door: str) -> None:
        """Everybody tries to close everybody's."""
        found = self.standing.get((other, door))
        with self.desk.reading(name) as session:
            try:
                service.close(session, found[2] if found else uuid.uuid4())
            except NotFoundError:
                assert found is None or name != other
            else:
                assert name == other
                del self.standing[other, door]

    @rule(hours=HOURS)
    def wait(self, hours: int) -> None:
        self.desk.change(LATER, by=f"{hours} hours")
        self.standing = {
            key: (kind, left - hours, stated) for key, (kind, left, stated) in self.standing.items()
        }

    @rule(door=DOORS)
    def turn_case(self, door: str) -> None:
        """A case is closed, or reopened."""
        self.is_open[door] = not self.is_open[door]
        self.desk.end_case(self.cases[door], "reopened" if self.is_open[door] else "closed")

    def held(self, name: str, door: str) -> tuple[PurposeKind, float, uuid.UUID] | None:
        found = self.standing.get((name, door))
        if found is None or found[1] <= 0:
            return None
        return found if found[0] is not PurposeKind.CASE or self.is_open[door] else None

    @invariant()
    def each_reads_their_own(self) -> None:
        for name in ("Olga", "Bruno"):
            expected = {self.desk.town.flats[door] for door in self.cases if self.held(name, door)}
            with self.desk.reading(name) as session:
                seen = set(session.execute(text("select unit_id from unit_residents")).scalars())
            assert seen == expected

    @invariant()
    def one_is_open_at_a_time(self) -> None:
        assert (
            self.desk.rows(
                "select 1 from stated_purpose where closed_at is null "
                "group by account_id, unit_id having count(*) > 1"
            )
            == []
        )


def test_who_reads_whom(desk: Desk) -> None:
    class AtTheDesk(Purposes):
        def __init__(self) -> None:
            super().__init__(desk)

    run_state_machine_as_test(
        AtTheDesk,
        settings=settings(
            max_examples=12,
            stateful_step_count=14,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
