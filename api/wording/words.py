"""Words that pages make from values: places, dates, amounts, periods."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_currency, format_decimal

from api.wording.language import LOCALES, translations
from buildings.condominiums.queries import CondominiumPlace
from buildings.registry.queries import BuildingPlace, UnitPlace
from buildings.registry.states import UseClass
from gis.codes import Coded, Language, Text
from gis.dates import ROME

Gettext = Callable[[str], str]

SHORTEST_REFERENCE = 4
"""Parts of a cadastral reference without subunit: municipality, section, sheet, parcel."""

COUNTED: dict[str, Text] = {
    "block": Text(it="caseggiati", en="blocks"),
    "building": Text(it="edifici", en="buildings"),
    "celsius": Text(it="°C", en="°C"),
    "condominium": Text(it="condomìni", en="condominiums"),
    "dwelling": Text(it="alloggi", en="dwellings"),
    "eur_per_m2": Text(it="€/m²", en="€/m²"),
    "family": Text(it="famiglie", en="families"),
    "group": Text(it="gruppi", en="groups"),
    "km": Text(it="km", en="km"),
    "km2": Text(it="km²", en="km²"),
    "language": Text(it="lingue", en="languages"),
    "lot": Text(it="lotti", en="lots"),
    "m": Text(it="m", en="m"),
    "nationality": Text(it="nazionalità", en="nationalities"),
    "owner": Text(it="proprietari", en="owners"),
    "percent": Text(it="%", en="%"),
    "person": Text(it="persone", en="people"),
    "request": Text(it="richieste", en="requests"),
    "staircase": Text(it="scale", en="staircases"),
    "storey": Text(it="piani", en="storeys"),
}
"""What a published figure counts; a unit that is not here goes without words."""

_NO_BREAK = "\N{NO-BREAK SPACE}"


@lru_cache(maxsize=4096)
def _written(day: dt.date, pattern: str, locale: str) -> str:
    """A day in words; a card shows the same few days again and again."""
    return format_date(day, pattern, locale).replace(" ", _NO_BREAK)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language."""

    language: Language

    @property
    def gettext(self) -> Gettext:
        """The translation of a msgid."""
        return translations(self.language).gettext

    def label(self, code: Coded) -> str:
        """The label of a code."""
        return code.label.in_(self.language)

    def date(self, day: dt.date | None, *, is_long: bool = False) -> str:
        """A day like `22 nov 2026`, or `22 novembre 2026`."""
        if day is None:
            return ""
        pattern = "d MMMM y" if is_long else "d MMM y"
        return _written(day, pattern, LOCALES[self.language])

    def moment(self, moment: dt.datetime) -> str:
        """A moment in Rome like `22 novembre 2026 ore 11:05:09`."""
        pattern = "d MMMM y, HH:mm:ss" if self.language == "en" else "d MMMM y 'ore' HH:mm:ss"
        return format_datetime(moment, pattern, tzinfo=ROME, locale=LOCALES[self.language])

    def hour(self, moment: dt.datetime) -> str:
        """The hour of a moment in Rome like `11:05`."""
        return f"{moment.astimezone(ROME):%H:%M}"

    def held(self, opened: dt.datetime, until: dt.datetime) -> str:
        """From one moment in Rome to another: hours within a day, else days."""
        _, locale = self.gettext, LOCALES[self.language]
        first, last = opened.astimezone(ROME), until.astimezone(ROME)
        if last - first > dt.timedelta(days=1):
            return _("from %(first)s to %(last)s") % {
                "first": self.date(first.date()),
                "last": self.date(last.date()),
            }
        hours = [
            format_datetime(each, "H:mm", tzinfo=ROME, locale=locale) for each in (first, last)
        ]
        told = _("from %(first)s until %(last)s") % {"first": hours[0], "last": hours[1]}
        return told if first.date() == last.date() else f"{told} ({self.date(last.date())})"

    def distance(self, day: dt.date, on_date: dt.date) -> str:
        """How far a day lies from another: `tra 3 giorni`, `1 mese fa`, `oggi`."""
        if day == on_date:
            return self.gettext("today")
        return format_timedelta(
            day - on_date, granularity="day", add_direction=True, locale=LOCALES[self.language]
        )

    def period(self, valid_from: dt.date, valid_to: dt.date | None, on_date: dt.date) -> str:
        """Since when something holds, or from when until when it held."""
        _ = self.gettext
        if valid_to is None or valid_to > on_date:
            return _("since %(day)s") % {"day": self.date(valid_from)}
        if valid_to - dt.timedelta(days=1) == valid_from:
            return _("on %(day)s") % {"day": self.date(valid_from)}
        return self.span(valid_from, valid_to)

    def span(self, valid_from: dt.date, valid_to: dt.date) -> str:
        """From the first day to the last one, both included."""
        return self.gettext("from %(first)s to %(last)s") % {
            "first": self.date(valid_from),
            "last": self.date(valid_to - dt.timedelta(days=1)),
        }

    def number(self, value: Decimal | float) -> str:
        """A number with the language's separators, without empty decimals."""
        return format_decimal(value, "#,##0.##", LOCALES[self.language])

    def euro(self, value: Decimal | float) -> str:
        """An amount in euro, without empty cents."""
        pattern = "#,##0.00\u00a0¤" if value % 1 else "#,##0\u00a0¤"
        return format_currency(value, "EUR", pattern, LOCALES[self.language], currency_digits=False)

    def count(self, value: Decimal | None, most: Decimal | None, unit: str) -> str:
        """A counted value, or a range, with what was counted."""
        written = [self._counted(each, unit) for each in (value, most) if each is not None]
        words = COUNTED[unit].in_(self.language) if unit in COUNTED else ""
        return " ".join(filter(None, [f"{_NO_BREAK}-{_NO_BREAK}".join(written), words]))

    def _counted(self, value: Decimal, unit: str) -> str:
        """One value; a year has no separators, money its sign."""
        if unit == "year":
            return f"{value:.0f}"
        return self.euro(value) if unit == "eur" else self.number(value)

    def address(self, place: UnitPlace | BuildingPlace | CondominiumPlace) -> str:
        """Street and number, or that they are not known."""
        known = " ".join(filter(None, [place.street_name, place.number_text]))
        return known or self.gettext("address not known")

    def floor(self, floor_code: str | None) -> str:
        """A floor in words: `3` is `piano 3`, `T` is `piano terra`."""
        _ = self.gettext
        if floor_code is None:
            return _("floor not known")
        words = {"T": _("ground floor"), "R": _("raised ground floor"), "M": _("mezzanine")}
        return words.get(floor_code) or _("floor %(code)s") % {"code": floor_code}

    def door(self, unit: UnitPlace) -> str:
        """Staircase, floor and door, as far as they are known."""
        code = self.gettext("staircase %(code)s") % {"code": unit.staircase_code}
        staircase = [code] if unit.staircase_code else []
        return ", ".join(filter(None, [*staircase, self.door_alone(unit)]))

    def door_alone(self, unit: UnitPlace) -> str:
        """Floor and door, as far as they are known."""
        floor = [self.floor(unit.floor_code)] if unit.floor_code else []
        number = self.gettext("door %(number)s") % {"number": unit.unit_number}
        return ", ".join([*floor, *([number] if unit.unit_number else [])])

    def staircase_of(self, unit: UnitPlace) -> str:
        """Address and staircase of a unit."""
        code = self.gettext("staircase %(code)s") % {"code": unit.staircase_code}
        return ", ".join([self.address(unit), *([code] if unit.staircase_code else [])])

    def unit(self, unit: UnitPlace) -> str:
        """The whole place of a unit; what is not a flat says what it is."""
        use = "" if unit.use_class is UseClass.DWELLING else self.label(unit.use_class)
        return ", ".join(filter(None, [self.address(unit), self.door(unit), use]))

    def building(self, building: BuildingPlace) -> str:
        """Address and staircases of a building."""
        return ", ".join(filter(None, [self.address(building), self.staircases(building)]))

    def staircases(self, building: BuildingPlace) -> str:
        """The staircases of a building, empty where none is known."""
        if not building.staircases:
            return ""
        many = "," in building.staircases
        words = self.gettext("staircases %(codes)s") if many else self.gettext("staircase %(code)s")
        return words % {"codes": building.staircases, "code": building.staircases}

    def reference(self, value: str | None) -> str:
        """A cadastral reference in words: `foglio 900, particella 12, sub. 34`."""
        _ = self.gettext
        parts = value.split("/") if value else []
        if len(parts) < SHORTEST_REFERENCE:
            return value or _("not known")
        section, sheet, parcel, *rest = parts[1:]
        named = section not in {"", "-", "_"}
        words = [_("section %(code)s") % {"code": section}] if named else []
        words.append(_("sheet %(number)s") % {"number": sheet})
        words.append(_("parcel %(number)s") % {"number": parcel})
        if rest and rest[0]:
            words.append(_("sub. %(number)s") % {"number": rest[0]})
        return ", ".join(words)
