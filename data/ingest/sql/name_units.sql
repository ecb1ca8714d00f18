-- The namings of the file: each is written down once, and what was decided about it still holds.
with named as (
    select distinct on (n.sender, n.key) n.*
    from staged s
    cross join lateral jsonb_to_record(s.facts -> 'naming') as n (
        sender text, key text, condominium_id uuid, street_name text, number_text text,
        staircase_code text, floor_code text, unit_number text, cadastral_section text,
        sheet text, parcel_number text, subunit text, other_code text,
        cadastral_category text, area_m2 numeric
    )
    where s.outcome is null and s.facts ? 'naming'
    order by n.sender, n.key, s.seq
)
insert into unit_reference (
    sender, key, source_id, municipality_code, condominium_id, street_name, number_text,
    staircase_code, floor_code, unit_number, cadastral_section, sheet, parcel_number, subunit,
    other_code, cadastral_category, area_m2
)
select sender, key, :source, :code, condominium_id, street_name, number_text,
    staircase_code, floor_code, unit_number, cadastral_section, sheet, parcel_number, subunit,
    other_code, cadastral_category, area_m2
from named
on conflict (sender, key) do nothing
