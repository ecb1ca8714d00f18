-- Whether a month is over and every entry made in it is sealed.
select clock_timestamp() >= (cast(:month as timestamp) + interval '1 month')
        at time zone 'Europe/Rome'
    and not exists (
        select from audit_entry e
        where e.at < (cast(:month as timestamp) + interval '1 month') at time zone 'Europe/Rome'
            and e.transaction_id >= coalesce((select max(s.until_number) from audit_seal s), 0)
    ) as is_sealed,
    exists (select from audit_sample a where a.month = cast(:month as date)) as is_drawn
