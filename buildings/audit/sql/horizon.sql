-- Where the next batch begins and ends: every transaction of this database below the end has been
-- decided. Of what runs now, only what surely runs in another database of the cluster is passed
-- over: an import there must not hold back our seals.
with running as (
    select x.xid, s.snapshot
    from (select pg_current_snapshot() as snapshot) s
    left join lateral pg_snapshot_xip(s.snapshot) x (xid) on true
), elsewhere as (
    select l.transactionid as xid
    from pg_locks l
    join pg_stat_activity a on a.pid = l.pid
    where l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and l.granted
        and a.datid <> (select d.oid from pg_database d where d.datname = current_database())
), horizon as (
    -- Least of what runs, of this transaction if it has written, and of what will begin next.
    select least(
        min(r.xid::text::bigint) filter (where r.xid::xid not in (select e.xid from elsewhere e)),
        max(pg_current_xact_id_if_assigned()::text::bigint),
        max(pg_snapshot_xmax(r.snapshot)::text::bigint)
    ) as xid
    from running r
)
select last.id as last_id, coalesce(last.until_number, 0) as from_number,
    h.xid + history.base_of_numbers() as until_number,
    coalesce(last.total_count, 0) as total_count, last.hash as previous_hash
from horizon h
left join lateral (select * from audit_seal s order by s.id desc limit 1) last on true
