-- Sheets of plans; one that a later delivery had ended and that is there again lives on.
with incoming as (
    select s.seq, f.*, c.id as known_id, c.valid_from as known_from,
        coalesce(c.as_of > :as_of, false) as is_stale,
        (c.filed_on, c.file_name, c.sheet_format, c.scale)
        is not distinct from (f.filed_on, f.file_name, f.sheet_format, f.scale)
        and c.valid_to = 'infinity' as is_same
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        cadastral_section text, immobile_id text, protocol text, sheet_number text,
        filed_on date, file_name text, sheet_format text, scale text
    )
    left join cadastral_plan c on c.municipality_code = :code and c.immobile_id = f.immobile_id
        and c.cadastral_section is not distinct from f.cadastral_section
        and c.protocol = f.protocol and c.sheet_number is not distinct from f.sheet_number
    where s.outcome is null and s.kind = 'cadastral_plan'
), decided as (
    select *, coalesce(filed_on, known_from, :as_of) as starts,
        case
            when known_id is null then 'loaded'
            when is_stale or is_same then 'unchanged'
            else 'updated'
        end as fate
    from incoming
), inserted as (
    insert into cadastral_plan (
        municipality_code, cadastral_section, immobile_id, protocol, sheet_number,
        filed_on, file_name, sheet_format, scale, valid_from, source_id, as_of, reliability
    )
    select :code, cadastral_section, immobile_id, protocol, sheet_number,
        filed_on, file_name, sheet_format, scale, starts, :source, :as_of, :reliability
    from decided
    where fate = 'loaded'
), renewed as (
    update cadastral_plan c
    set (filed_on, file_name, sheet_format, scale, valid_from, valid_to, as_of)
        = row(d.filed_on, d.file_name, d.sheet_format, d.scale, d.starts, date 'infinity', :as_of)
    from decided d
    where c.id = d.known_id and d.fate = 'updated'
), dated as (
    update cadastral_plan c set as_of = :as_of
    from decided d
    where c.id = d.known_id and d.fate = 'unchanged' and c.as_of < :as_of
)
update staged s set outcome = d.fate from decided d where d.seq = s.seq
