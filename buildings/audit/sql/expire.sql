-- Remove the entries of the oldest batches whose term is over, up to the first that must stay.
with stays as (
    select coalesce(min(s.from_number), 9223372036854775807) as number
    from audit_seal s where s.last_at >= audit.kept_since()
), goes as (
    select max(s.until_number) as until_number, max(s.id) as seal_id
    from audit_seal s, stays where s.until_number <= stays.number
), gone as (
    delete from audit_entry e using goes where e.transaction_id < goes.until_number returning e.id
)
select (select count(*) from gone) as entry_count, goes.seal_id from goes
