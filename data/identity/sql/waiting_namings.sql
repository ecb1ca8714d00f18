-- Namings that wait for a unit; with :again also those that found none or several, unless a
-- person decided. Where the administrator explained a code of theirs, the explanation stands in
-- for what the row left out.
select r.id, r.sender, r.source_id, r.key, r.municipality_code, r.condominium_id, r.street_name,
    r.number_text, coalesce(b.staircase_code, r.staircase_code) as staircase_code,
    coalesce(b.floor_code, r.floor_code) as floor_code,
    coalesce(b.unit_number, r.unit_number) as unit_number, r.cadastral_section, r.sheet,
    r.parcel_number, coalesce(b.subunit, r.subunit) as subunit,
    case when b.id is null then r.other_code end as other_code, r.cadastral_category, r.area_m2,
    b.id is not null as is_bridged
from unit_reference r
left join condominium_bridge b on b.condominium_id = r.condominium_id
    and b.code = upper(btrim(r.other_code)) and b.answered_on is not null
    and (b.sender = r.sender or right(r.sender, length(b.sender) + 1) = ':' || b.sender)
where r.state = 'waiting'
    or (:again and r.state in ('review', 'unmatched') and not exists (
        select from reference_decision d where d.reference_id = r.id and d.undone_at is null
    ))
order by r.fid
