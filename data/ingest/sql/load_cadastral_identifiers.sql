-- The identifiers told under the records, in their order.
insert into cadastral_unit_identifier (
    cadastral_unit_id, role, position, urban_section, sheet, parcel_number, denominator, subunit,
    subunit_text, buildability, value, source_id, as_of, reliability
)
select s.target_id, told.role, row_number() over (partition by s.target_id, told.role order by n),
    i.urban_section, i.sheet, i.parcel_number, i.denominator, i.subunit, i.subunit_text,
    i.buildability, i.value, :source, :as_of, :reliability
from staged s
cross join lateral (
    values ('own', s.facts -> 'identifiers'), ('common_utility', s.facts -> 'utilities')
) as told (role, list)
cross join lateral rows from (
    jsonb_to_recordset(told.list) as (
        urban_section text, sheet text, parcel_number text, denominator text, subunit text,
        subunit_text text, buildability text, value text
    )
) with ordinality as i (
    urban_section, sheet, parcel_number, denominator, subunit, subunit_text, buildability, value, n
)
where s.kind = 'cadastral_unit' and s.outcome in ('loaded', 'updated')
