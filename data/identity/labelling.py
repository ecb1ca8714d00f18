"""Make the labelled set: hard rows of each kind of source over the invented flats of the district.

`python -m data.identity.labelling` writes `labelled/<kind>.csv` again, the same every time: rows
that a seeded generator of realistic mistakes made, and the rows of `labelled/by_hand.csv`. The
label comes from what the row truly says of the estate, counted on the estate itself, never from
the resolution. `review` is a row that no one could tie to one unit, `none` one of no unit.
"""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from data.generator.dice import dice
from data.generator.estate import satellite
from data.generator.structure import Community, Estate, Flat
from data.identity import mistakes

FOLDER = Path(__file__).with_name("labelled")
KINDS = (
    "cadastral_census", "address_rows", "administrators", "municipal_registers", "court_notices",
    "office_workbook",
)  # fmt: skip
CELLS = (
    "condominium", "street_name", "number_text", "staircase_code", "floor_code", "unit_number",
    "cadastral_section", "sheet", "parcel_number", "subunit", "other_code", "cadastral_category",
    "area_m2",
)  # fmt: skip
COLUMNS = ("id", "origin", "errors", "truth", *CELLS)
GENERATED = 210
SEED = 20261122
BARE_CODE = 2
"""Characters that a staircase has at most when no word stands before it."""

OLD_SHEET = 899
"""The sheet that some parcels had before, in the invented past of the set."""

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Ground:
    """The invented flats with what their identifiers are made of."""

    estate: Estate
    flats: tuple[Flat, ...]
    lots: dict[str, Community]
    parcels: dict[str, tuple[int, int]]

    def identifier(self, flat: Flat) -> str:
        """The label of a flat: the identifier that does not change."""
        sheet, parcel = self.parcels[flat.community]
        return f"G686/-/{sheet}/{parcel}/{flat.sub}"

    def stair_code(self, flat: Flat) -> str:
        """The letter of a flat's staircase."""
        return flat.stair.rpartition("/")[2]

    def stair_rank(self, flat: Flat) -> int:
        """Which staircase of its condominium it is, from 1."""
        codes = {self.stair_code(each) for each in self.flats if each.community == flat.community}
        return sorted(codes).index(self.stair_code(flat)) + 1


def ground() -> Ground:
    """The invented part of the reference district; attested doors stay out of the set."""
    estate = satellite()
    invented = {each.key: each for each in estate.communities if not each.is_attested}
    return Ground(
        estate,
        tuple(flat for flat in estate.flats if flat.community in invented),
        invented,
        {plot.community: (plot.sheet, plot.number) for plot in estate.plots},
    )


@dataclass(slots=True)
class Draft:
    """A row in the making: its cells, its mistakes, and what it truly says of the flat."""

    on: Ground
    flat: Flat
    stream: Random
    cells: Row = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    says: set[str] = field(default_factory=set)
    spoilt: str = ""

    def write(self, cell: str, told: tuple[str, list[str]], *, says: str) -> None:
        """Fill a cell with a spelling."""
        self.cells[cell], errors = told
        self.errors += errors
        self.says.add(says)

    def chance(self, share: float) -> bool:
        """True in that share of rows."""
        return mistakes.happens(self.stream, share)

    def address(self, *, loud: bool = False) -> None:
        """Street and civic in their cells."""
        lot = self.on.lots[self.flat.community]
        self.write(
            "street_name", mistakes.street(lot.street, self.stream, loud=loud), says="street"
        )
        self.write("number_text", mistakes.civic(lot.civic, self.stream), says="civic")

    def place(self, *, staircase: float = 1, floor: float = 1, door: float = 1) -> None:
        """Staircase, floor and door, each in its share of the rows."""
        flat, stream = self.flat, self.stream
        if self.chance(staircase):
            code, rank = self.on.stair_code(flat), self.on.stair_rank(flat)
            self.write("staircase_code", mistakes.staircase(code, rank, stream), says="staircase")
        if self.chance(floor):
            self.write("floor_code", mistakes.floor(flat.floor, stream), says="floor")
        if self.chance(door):
            self.write("unit_number", mistakes.door(flat.number, stream), says="door")

    def cadastre(self, *, subunit: float = 1, old: float = 0) -> None:
        """The cadastral triple, in a share of the rows as it was before the parcel changed."""
        sheet, parcel = self.on.parcels[self.flat.community]
        if parcel % 2 and self.chance(old):
            sheet, self.errors = OLD_SHEET, [*self.errors, "old_identifier"]
        self.write("sheet", mistakes.padded(sheet, 4, self.stream), says="sheet")
        self.write("parcel_number", mistakes.padded(parcel, 5, self.stream), says="parcel")
        if self.chance(subunit):
            self.write("subunit", mistakes.padded(self.flat.sub, 4, self.stream), says="sub")
        else:
            self.errors.append("no_subunit")

    def size(self, share: float) -> None:
        """Category and area; an area alone never makes a row unique."""
        self.cells["cadastral_category"] = mistakes.category(self.flat.category, self.stream)
        if self.chance(share) and self.fits() == 1:
            self.cells["area_m2"] = str(self.flat.cadastral_area_m2)

    def fits(self) -> int:
        """How many flats of the district what the row says is true of."""
        tests: dict[str, Callable[[Flat], object]] = {
            "street": lambda it: self.on.lots[it.community].street,
            "civic": lambda it: self.on.lots[it.community].civic,
            "condominium": lambda it: it.community,
            "staircase": self.on.stair_code,
            "floor": lambda it: it.floor,
            "door": lambda it: it.number,
            "parcel": lambda it: it.community,
            "sub": lambda it: it.sub,
        }
        asked = [test for name, test in tests.items() if name in self.says]
        return sum(all(test(it) == test(self.flat) for test in asked) for it in self.on.flats)

    def join(self, *cells: str) -> None:
        """Several cells written into the first, as they come off the pen."""
        parts = [self.cells.pop(cell) for cell in cells if self.cells.get(cell)]
        between = self.stream.choice((" ", ", ", " "))
        self.cells[cells[0]] = between.join(parts)
        self.errors.append("one_cell")

    def row(self, kind: str, number: int) -> Row:
        """The finished row with its label."""
        unique = self.fits() == 1
        truth = self.spoilt or (self.on.identifier(self.flat) if unique else "review")
        if truth == "review" and not self.spoilt:
            self.errors.append("ambiguous")
        errors = " ".join(dict.fromkeys(self.errors))
        return {
            "id": f"{kind}-{number:03d}", "origin": "generated", "errors": errors, "truth": truth,
            **self.cells,
        }  # fmt: skip


def cadastral_census(it: Draft) -> None:
    """The cadastre: sure of its numbers, silent about stairs and doors, old in its addresses."""
    it.cadastre(subunit=0.93, old=0.2)
    if it.chance(0.6):
        it.address(loud=True)
        if it.chance(0.6):
            it.cells.pop("number_text")
            it.says.discard("civic")
            it.errors.append("no_civic")
    it.place(staircase=0.05, floor=0.85, door=0.05)
    it.size(0.45)


def address_rows(it: Draft) -> None:
    """Civic numbers with stair and door beside them, as address files carry them."""
    it.address(loud=it.chance(0.5))
    it.place(staircase=0.95, floor=0.35, door=0.95)
    if it.chance(0.15) and it.cells.get("staircase_code"):
        it.cells.pop("staircase_code")
        it.cells["number_text"] = (
            f"{it.on.lots[it.flat.community].civic}/{it.on.stair_code(it.flat)}"
        )
        it.errors.append("staircase_as_exponent")
    elif it.chance(0.2):
        it.join("unit_number", "staircase_code", "floor_code")
        if it.cells["unit_number"].strip(" 0123456789") == "":
            it.cells["unit_number"] = f"int. {it.cells['unit_number']}"


def administrators(it: Draft) -> None:
    """The administrator knows the condominium; stairs and doors are in the house's own words."""
    it.cells["condominium"] = it.on.lots[it.flat.community].name
    it.says.add("condominium")
    it.place(staircase=0.97, floor=0.5, door=0.97)
    if it.chance(0.15) and it.cells.get("unit_number") and it.cells.get("staircase_code"):
        it.cells.pop("staircase_code")
        code = it.on.stair_code(it.flat)
        shape = it.stream.choice(("{}/{}", "{}{}", "{}-{:02d}"))
        it.cells["unit_number"] = shape.format(code, it.flat.number)
        it.errors.append("staircase_in_door")
    if it.chance(0.2):
        it.write("subunit", mistakes.padded(it.flat.sub, 4, it.stream), says="sub")
        it.errors.append("subunit_alone")
    if it.chance(0.1):
        it.address()


def municipal_registers(it: Draft) -> None:
    """Registry office, waste charge, leases and notices: addresses as citizens said them."""
    it.address()
    it.place(staircase=0.96, floor=0.6, door=0.97)
    if it.chance(0.3):
        it.cells["area_m2"] = str(round(float(it.flat.usable_area_m2)))
    if it.chance(0.3):
        it.write("subunit", mistakes.padded(it.flat.sub, 4, it.stream), says="sub")
    if it.chance(0.25) and it.cells.get("unit_number"):
        if it.cells["unit_number"].strip("0123456789 ") == "":
            it.cells["unit_number"] = f"int {it.cells['unit_number']}"
        _name_stair(it)
        it.join("street_name", "number_text", "staircase_code", "unit_number")


def court_notices(it: Draft) -> None:
    """Auctions and custodians: long sentences, the triple spelled out, areas rounded."""
    it.cadastre(subunit=0.95, old=0.15)
    if it.chance(0.85):
        it.address()
    it.place(staircase=0.5, floor=0.7, door=0.5)
    it.size(0.5)
    if it.chance(0.35):
        sheet, parcel, sub = (
            it.cells.pop(key, "") for key in ("sheet", "parcel_number", "subunit")
        )
        form = it.stream.choice(("Fg. {} mapp. {} sub. {}", "foglio {} particella {} sub {}",
                                 "{}/{}/{}", "F.{} M.{} S.{}"))  # fmt: skip
        cell = it.stream.choice(("sheet", "other_code"))
        it.cells[cell] = (form if sub else form.rpartition(" ")[0]).format(sheet, parcel, sub)
        if not sub and form == "{}/{}/{}":
            it.cells[cell] = f"fg {sheet} mapp {parcel}"
        it.errors.append("triple_in_one_cell")
    if it.chance(0.3) and it.cells.get("street_name"):
        it.cells["street_name"] = f"Pioltello (MI), {it.cells['street_name']}"
        it.errors.append("town_before")


def office_workbook(it: Draft) -> None:
    """The office's own sheet: one cell for all, or some of it in the wrong one."""
    it.address()
    it.place(staircase=0.97, floor=0.45, door=0.97)
    if it.chance(0.15):
        it.cadastre(subunit=0.9)
    if it.chance(0.5) and it.cells.get("unit_number"):
        if it.cells["unit_number"].strip("0123456789 ") == "":
            it.cells["unit_number"] = f"int. {it.cells['unit_number']}"
        _name_stair(it)
        _name_floor(it)
        it.join("street_name", "number_text", "staircase_code", "floor_code", "unit_number")


def _name_stair(it: Draft) -> None:
    written = it.cells.get("staircase_code", "")
    if 0 < len(written) <= BARE_CODE:
        it.cells["staircase_code"] = f"sc. {written}"


def _name_floor(it: Draft) -> None:
    written = it.cells.get("floor_code", "")
    if written and not written.lower().startswith(("p", "terr")) and "piano" not in written:
        it.cells["floor_code"] = f"piano {it.flat.floor or 'terra'}"


WRITERS = {each.__name__: each for each in (
    cadastral_census, address_rows, administrators, municipal_registers, court_notices,
    office_workbook,
)}  # fmt: skip


def spoil(it: Draft, others: tuple[Flat, ...]) -> None:
    """Every ninth row or so is of no unit, or says two things that cannot both be true."""
    if it.chance(0.04):
        _move_away(it)
    elif it.chance(0.03) and "unit_number" in it.cells and "one_cell" not in it.errors:
        it.cells["unit_number"] = str(it.flat.number + 60)
        it.spoilt, it.errors = "none", [*it.errors, "no_such_door"]
        for cell in ("subunit", "sheet", "parcel_number", "other_code"):
            it.cells.pop(cell, None)
    elif it.chance(0.04) and it.cells.get("subunit") and "parcel_number" in it.cells:
        _contradict(it, others)


def _move_away(it: Draft) -> None:
    """The same words on a street, or of a parcel, that the register does not have."""
    it.spoilt, it.errors = "none", [*it.errors, "elsewhere"]
    it.cells.pop("condominium", None)
    it.cells["street_name"] = it.stream.choice(
        ("Via delle Betulle", "via Puccini", "P.za Schumann")
    )
    it.cells["number_text"] = str(it.stream.randint(905, 980))
    for cell in ("subunit", "sheet", "parcel_number", "other_code"):
        it.cells.pop(cell, None)


def _contradict(it: Draft, others: tuple[Flat, ...]) -> None:
    """The triple of another flat beside a complete address."""
    lot = it.on.lots[it.flat.community]
    other = it.stream.choice([each for each in others if each.community != it.flat.community])
    sheet, parcel = it.on.parcels[other.community]
    it.cells |= {"sheet": str(sheet), "parcel_number": str(parcel), "subunit": str(other.sub)}
    it.cells |= {"street_name": lot.street, "number_text": str(lot.civic)}
    it.cells |= {"staircase_code": it.on.stair_code(it.flat), "unit_number": str(it.flat.number)}
    it.spoilt, it.errors = "review", [*it.errors, "contradiction"]


def generated(on: Ground, kind: str) -> Iterator[Row]:
    """The generated rows of one kind, each of another flat."""
    taken = {row["flat"] for row in _hand_rows(kind)}
    free = [flat for flat in on.flats if flat.key not in taken]
    chosen = dice(SEED, kind).sample(free, GENERATED)
    for number, flat in enumerate(chosen, start=1):
        draft = Draft(on, flat, dice(SEED, kind, number))
        WRITERS[kind](draft)
        spoil(draft, on.flats)
        yield draft.row(kind, number)


def _hand_rows(kind: str) -> list[Row]:
    with (FOLDER / "by_hand.csv").open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["kind"] == kind]


def by_hand(on: Ground, kind: str) -> Iterator[Row]:
    """The hand-written rows: `{sub}` and the like stand for the numbers of the flat named."""
    flats = {flat.key: flat for flat in on.flats}
    for number, row in enumerate(_hand_rows(kind), start=1):
        flat = flats[row["flat"]]
        sheet, parcel = on.parcels[flat.community]
        numbers = {
            "sheet": sheet, "parcel": parcel, "sub": flat.sub, "area": flat.cadastral_area_m2,
            "usable": flat.usable_area_m2, "category": flat.category,
        }  # fmt: skip
        cells = {cell: row[cell].format(**numbers) for cell in CELLS if row[cell]}
        truth = on.identifier(flat) if row["truth"] == "flat" else row["truth"]
        yield {
            "id": f"{kind}-h{number:02d}", "origin": "by_hand", "errors": row["errors"],
            "truth": truth, **cells,
        }  # fmt: skip


def write() -> None:
    """Write every file of the set."""
    on = ground()
    for kind in KINDS:
        with (FOLDER / f"{kind}.csv").open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows([*generated(on, kind), *by_hand(on, kind)])


if __name__ == "__main__":
    write()
