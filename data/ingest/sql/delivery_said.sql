-- What the rows of a delivery say of themselves, the same in all of them.
select facts ->> 'condominium' as condominium, facts ->> 'tax_code' as tax_code,
    facts ->> 'sender' as sender
from staged
order by seq
limit 1
