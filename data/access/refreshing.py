"""Roles, functions, grants and row policies, brought to what the code says.

First the schema `access` with its functions, which layers call; then, once history follows its
tables, a policy for every table. A table that no line of the classes names is seen by nobody but
its owner.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from sqlalchemy import Connection, text

from buildings.privacy.matrix import Classed, classes, passed_on, rights
from buildings.privacy.states import DataClass, Level, Scope, Verb
from data.access import roles
from data.access.policies import by_condition
from data.access.prefix import FILE, READERS, REGISTER, WEB, prefix
from gis.sqlfiles import read_sql, statement

FUNCTIONS = (
    ("buildings.privacy", "access"),
    ("buildings.purposes", "reach"),
    ("buildings.purposes", "reading"),
    ("buildings.research", "reach"),
    ("buildings.accounts", "entering"),
    ("buildings.accounts", "real_people"),
    ("buildings.accounts", "signing_in"),
    ("buildings.accounts", "own"),
    ("buildings.accounts", "administering"),
    ("buildings.purposes", "stating"),
    ("buildings.purposes", "assigning"),
    ("buildings.purposes", "sharing"),
    ("buildings.audit", "audit"),
    ("buildings.audit", "guards"),
    ("buildings.approvals", "approvals"),
    ("buildings.exports", "leaving"),
    ("buildings.emergencies", "emergencies"),
)
"""Files of functions of `access` and `audit`, in the order in which they need each other."""

AUDITING = (
    "note(text, text, uuid, text, integer, text, uuid, jsonb)",
    "touch(text, text)",
    "seen(boolean)",
    "foresee()",
    "is_plain(jsonb)",
    "rule(text, text, date)",
    "sampled(date)",
    "reviews(date)",
    "review(bigint, text, text)",
)
"""What readers may call of the schema `audit`; each function says who may go on."""

AUDITED = {
    DataClass.P4: "P4",
    DataClass.P4_OWNERS: "P4",
    DataClass.P5: "P5",
    DataClass.P6: "P6",
}
"""Classes whose policies note by themselves that rows were read, and as which class."""

CREDENTIALS = (
    "account", "account_session", "api_token", "recovery_code", "sign_in_attempt", "approval",
    "emergency_access",
)  # fmt: skip
"""Tables that only functions of access reach: who writes facts has no business with them."""

LOCK_KEY = 0x5A7EACCE


def refresh_functions(connection: Connection) -> list[str]:
    """Make the roles and the functions; what changed."""
    connection.exec_driver_sql("set local lock_timeout = '10s'")
    connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": LOCK_KEY})
    connection.exec_driver_sql(read_sql("data.access", "schema"))
    own = prefix(connection)
    changed = ["roles"] if roles.ensure(connection, own) else []
    texts = [read_sql(*each) for each in FUNCTIONS]
    commands = [*texts, *_function_grants(own)]
    if _is_new(connection, "functions", commands):
        _run(connection, commands)
        changed.append("functions")
    return changed + _refresh_matrix(connection)


def refresh_policies(connection: Connection) -> list[str]:
    """Make every table's row policies and grants; the names of tables that changed."""
    own = prefix(connection)
    present = connection.execute(statement("data.access", "tables")).all()
    changed = []
    for schema, name in present:
        commands = list(_guard(schema, name, classes().get(name), own))
        if _is_new(connection, f"{schema}.{name}", commands):
            _run(connection, commands)
            changed.append(f"{schema}.{name}")
    commands = list(_schema_grants(own))
    if changed or _is_new(connection, "grants", commands):
        _run(connection, commands)
    return changed


def _refresh_matrix(connection: Connection) -> list[str]:
    """Make the table of rights equal to the file."""
    wanted: list[tuple[str, ...]] = [
        (each.role, each.data_class, each.verb, each.scope, each.level) for each in rights()
    ]
    wanted += [(FILE, each, Verb.READ, Scope.ALL, Level.IDENTIFIED) for each in sorted(passed_on())]
    if not _is_new(connection, "matrix", [",".join(each) for each in wanted]):
        return []
    connection.exec_driver_sql("delete from access.role_right")
    connection.execute(
        text(
            "insert into access.role_right (role, class, verb, scope, level) "
            "values (:role, :class, :verb, :scope, :level)"
        ),
        [
            dict(zip(("role", "class", "verb", "scope", "level"), map(str, each), strict=True))
            for each in wanted
        ],
    )
    return ["matrix"]


def _guard(schema: str, name: str, table: Classed | None, own: str) -> Iterator[str]:
    """Row policies of one table: what was there is dropped, so that nothing old stays."""
    target = f'{schema}."{name}"'
    # Not FORCE: it would refuse COPY to the owner, who loads the register and never serves it.
    yield f"alter table {target} enable row level security"
    yield read_sql("data.access", "drop_policies").replace("{table}", target)
    yield f'revoke all on {target} from public, "{own}_{READERS}", "{own}_{REGISTER}"'
    if name in CREDENTIALS:
        return
    yield f'create policy register on {target} to "{own}_{REGISTER}" using (true) with check (true)'
    yield f'grant select, insert, update, delete on {target} to "{own}_{REGISTER}"'
    if table is None or table.data_class is DataClass.ACCOUNTS:
        return
    yield f'grant select on {target} to "{own}_{READERS}"'
    for number, (condition, readers) in enumerate(by_condition(table).items(), start=1):
        names = ", ".join(f'"{own}_{role}"' for role in readers)
        seen = _noting(condition, name, table.data_class)
        yield f"create policy read_{number} on {target} for select to {names} using ({seen})"
    if table.data_class in passed_on():
        yield f'create policy file on {target} for select to "{own}_{FILE}" using (true)'


def _noting(condition: str, name: str, data_class: DataClass) -> str:
    """The condition, and that a row that fulfils it is noted as read; once a query."""
    if data_class not in AUDITED:
        return condition
    noted = f"audit.seen((select audit.touch('{AUDITED[data_class]}', '{name}')))"
    return noted if condition == "true" else f"({condition}) and {noted}"


def _function_grants(own: str) -> Iterator[str]:
    """Only this database's roles call the functions of access; its tables are the owner's alone."""
    callers = f'"{own}_{WEB}", "{own}_{READERS}", "{own}_{REGISTER}"'
    yield "revoke all on all tables in schema access from public"
    yield "revoke all on all functions in schema access from public"
    yield f"grant usage on schema access to {callers}"
    yield f"grant execute on all functions in schema access to {callers}"
    yield f"grant usage on schema audit to {callers}"
    for each in AUDITING:
        yield f'grant execute on function audit.{each} to "{own}_{READERS}", "{own}_{REGISTER}"'


def _schema_grants(own: str) -> Iterator[str]:
    """What the register is written and read with beside its tables."""
    both = f'"{own}_{READERS}", "{own}_{REGISTER}"'
    yield f"grant usage on schema public, history, known to {both}"
    yield "revoke create on schema public from public"
    yield f'grant usage on schema public to "{own}_{WEB}"'
    yield f'grant select on alembic_version to "{own}_{WEB}", {both}'
    yield f"grant select on history.transaction to {both}"
    yield f"grant select on all tables in schema known to {both}"
    yield f'grant usage on all sequences in schema public to "{own}_{REGISTER}"'


def _is_new(connection: Connection, name: str, commands: Iterable[str]) -> bool:
    """Whether these commands differ from those that ran last under this name; remembers them."""
    digest = sha256("\n".join(commands).encode()).hexdigest()
    row = connection.execute(
        text(
            "insert into access.made (name, digest) values (:name, :digest) "
            "on conflict (name) do update set digest = excluded.digest "
            "where made.digest <> excluded.digest returning name"
        ),
        {"name": name, "digest": digest},
    )
    return row.first() is not None


def _run(connection: Connection, commands: Iterable[str]) -> None:
    for command in commands:
        connection.exec_driver_sql(command.replace("%", "%%"))
