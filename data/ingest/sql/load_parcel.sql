-- Parcels with their area in EPSG:7791 square metres.
with incoming as (
    select s.seq, s.target_id, s.is_new, s.geom, f.*, round(st_area(s.geom)::numeric, 2) as area_m2,
        coalesce(
            (p.source_id = :source and p.as_of > :as_of) or p.geom::bytea = s.geom::bytea, false
        ) as is_same
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        cadastral_section text, sheet text, sheet_annex text, sheet_development text,
        parcel_number text
    )
    left join parcel p on p.id = s.target_id
    where s.outcome is null and s.kind = 'parcel'
), inserted as (
    insert into parcel (
        id, municipality_code, cadastral_section, sheet, sheet_annex, sheet_development,
        parcel_number, area_m2, geom, source_id, as_of, reliability
    )
    select target_id, :code, cadastral_section, sheet, sheet_annex, sheet_development,
        parcel_number, area_m2, geom, :source, :as_of, :reliability
    from incoming
    where is_new
), written as (
    update parcel p
    set geom = i.geom, area_m2 = i.area_m2, source_id = :source, as_of = :as_of,
        reliability = :reliability
    from incoming i
    where p.id = i.target_id and (not i.is_same or (p.source_id = :source and p.as_of < :as_of))
)
update staged s
set outcome = case when i.is_new then 'loaded' when i.is_same then 'unchanged' else 'updated' end
from incoming i
where i.seq = s.seq
