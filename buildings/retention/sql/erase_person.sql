    when 'person' then
        perform history.require_gone(
            exists (
                select from public.person p
                where p.id = new.entity_id::uuid and p.erased_on is not null
            ),
            'person'
        );
