-- The condominiums that a delivery can be of.
select name from condominium order by name
