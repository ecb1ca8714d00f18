-- What each id is of: a person or a flat that can be read about, an account that reads.
select asked.id, case
        when exists (select from person p where p.id = asked.id) then 'person'
        when exists (select from unit u where u.id = asked.id) then 'unit'
        when exists (select from account a where a.id = asked.id)
            or exists (select from audit_entry e where e.actor = asked.id) then 'account'
    end as kind
from unnest(cast(:ids as uuid[])) with ordinality asked (id, place)
order by asked.place
