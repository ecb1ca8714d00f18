-- The streets that the register has in each of some municipalities.
select distinct municipality_code, street_name
from address
where municipality_code = any (cast(:codes as text[]))
order by municipality_code, street_name
