-- The counts of census sections; a section may be known already from its ground.
with incoming as (
    select s.seq, f.*, c.id, c.variables is null as is_first,
        c.variables is not null
            and (c.residents, c.households, c.variables)
            is not distinct from (f.residents, f.households, f.variables) as is_same
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        section_code text, census_year smallint, residents integer, households integer,
        variables jsonb
    )
    left join census_section c
        on (c.section_code, c.census_year) = (f.section_code, f.census_year)
    where s.outcome is null and s.kind = 'section_counts'
), inserted as (
    insert into census_section (
        municipality_code, section_code, census_year, residents, households, variables, source_id,
        as_of, reliability
    )
    select :code, section_code, census_year, residents, households, variables, :source, :as_of,
        :reliability
    from incoming
    where id is null
), written as (
    update census_section c
    set residents = i.residents, households = i.households, variables = i.variables,
        source_id = :source, as_of = :as_of, reliability = :reliability
    from incoming i
    where c.id = i.id and not i.is_same
)
update staged s
set outcome = case when i.is_same then 'unchanged' when i.is_first then 'loaded' else 'updated' end
from incoming i
where i.seq = s.seq
