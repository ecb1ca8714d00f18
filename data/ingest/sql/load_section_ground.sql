-- The ground of census sections; a section may be known already from its counts.
with incoming as (
    select s.seq, s.geom, f.*, c.id, c.geom is null as is_first,
        c.geom is not null and c.geom::bytea = s.geom::bytea as is_same
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (section_code text, census_year smallint)
    left join census_section c
        on (c.section_code, c.census_year) = (f.section_code, f.census_year)
    where s.outcome is null and s.kind = 'section_ground'
), inserted as (
    insert into census_section (
        municipality_code, section_code, census_year, geom, source_id, as_of, reliability
    )
    select :code, section_code, census_year, geom, :source, :as_of, :reliability
    from incoming
    where id is null
), written as (
    update census_section c
    set geom = i.geom, source_id = :source, as_of = :as_of, reliability = :reliability
    from incoming i
    where c.id = i.id and not i.is_same
)
update staged s
set outcome = case when i.is_same then 'unchanged' when i.is_first then 'loaded' else 'updated' end
from incoming i
where i.seq = s.seq
