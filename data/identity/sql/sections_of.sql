-- The cadastral sections that each of some municipalities uses.
select distinct municipality_code, cadastral_section
from parcel
where municipality_code = any (cast(:codes as text[])) and cadastral_section is not null
