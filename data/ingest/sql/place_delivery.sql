-- The condominium enters every row, and comes first in the key of every naming.
update staged
set facts = facts
    || jsonb_build_object(
        'condominium_id', cast(:condominium_id as text),
        'sender', cast(:sender as text),
        'agreement_id', cast(:agreement_id as text)
    )
    || case when facts ? 'naming' then jsonb_build_object(
        'naming', (facts -> 'naming') || jsonb_build_object(
            'condominium_id', cast(:condominium_id as text),
            'key', upper(cast(:condominium_id as text)) || (facts -> 'naming' ->> 'key')
        )
    ) else '{}'::jsonb end
where outcome is null
