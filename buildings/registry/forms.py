"""The forms that the cadastre's own values take on a unit (domain section 1.1), as CHECKs."""

from sqlalchemy import CheckConstraint

_FLOOR = "(S[1-9]|T|R|M|[1-9][0-9]?)"

_ORDER_OF_FLOOR = (
    "case when floor_code is null or floor_order is null then true "
    "when floor_code = 'T' then floor_order = 0 "
    "when floor_code ~ '^[0-9]+$' then floor_order = floor_code::numeric "
    "when floor_code ~ '^S[0-9]$' then floor_order = -substr(floor_code, 2)::numeric "
    "else floor_order between -9 and 99 end"
)
_CONSISTENCY = (
    "case when consistency_value is null then consistency_unit is null "
    "when consistency_unit = 'rooms' then consistency_value >= 0.5 "
    "and mod(consistency_value, 0.5) = 0 "
    "when consistency_unit in ('m2', 'm3') then consistency_value >= 1 "
    "and mod(consistency_value, 1) = 0 else false end"
)
_UNIT_OF_CATEGORY = (
    "case when cadastral_category is null or consistency_unit is null then true "
    "when cadastral_category like 'A/%' then consistency_unit = 'rooms' "
    "when cadastral_category like 'B/%' then consistency_unit = 'm3' "
    "when cadastral_category like 'C/%' then consistency_unit = 'm2' else true end"
)


def unit_checks() -> tuple[CheckConstraint, ...]:
    """The CHECKs of table `unit` on floor, class, consistency, income and rooms."""
    return (
        CheckConstraint(f"floor_code ~ '^{_FLOOR}(-{_FLOOR})*$'", name="floor_code_form"),
        CheckConstraint(_ORDER_OF_FLOOR, name="floor_order_of_code"),
        CheckConstraint("cadastral_class ~ '^(U|[0-9]{1,2})$'", name="cadastral_class_form"),
        CheckConstraint(
            "cadastral_class is null or cadastral_category !~ '^[DEF]/'",
            name="class_not_of_special_units",
        ),
        CheckConstraint(_CONSISTENCY, name="consistency_form"),
        CheckConstraint(_UNIT_OF_CATEGORY, name="consistency_unit_of_category"),
        CheckConstraint("cadastral_income_eur >= 0", name="income_not_negative"),
        CheckConstraint(
            "cadastral_income_eur is null or cadastral_category !~ '^F/'",
            name="income_not_of_fictitious_units",
        ),
        CheckConstraint("0 < all (bedroom_areas_m2)", name="bedroom_areas_positive"),
    )
