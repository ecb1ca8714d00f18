-- The condominium that was said, by id or name; where nothing was said, by its tax code.
select c.id, c.name, c.tax_code
from condominium c
where case
    when cast(:said as text) is null then c.tax_code = cast(:tax_code as text)
    else c.id = cast(:said_id as uuid)
        or lower(unaccent(regexp_replace(btrim(c.name), '\s+', ' ', 'g')))
            = lower(unaccent(regexp_replace(btrim(cast(:said as text)), '\s+', ' ', 'g')))
end
