-- Sales in another town, by its name; where the municipality's own name is known.
update staged s
set outcome = 'refused', reason = 'other_town', column_name = 'comune', detail = s.facts ->> 'town'
from municipality m
where s.outcome is null and s.kind = 'sale' and m.code = :code and m.name <> m.code
    and s.facts ->> 'town' is not null
    and lower(unaccent(btrim(regexp_replace(s.facts ->> 'town', '\(.*\)', ''))))
        <> lower(unaccent(m.name))
