-- What the entries of a sealed batch give reason to look at; figures and ids, no personal value.
-- A card counts once an hour, a list as many times as it has rows; what policies noted by themselves
-- counts once a request, only where the route noted nothing.
with batch as materialized (
    select e.* from audit_entry e
    where e.transaction_id >= :from_number and e.transaction_id < :until_number
        and e.actor is not null
), moments as (
    select b.actor, max(b.at) as at
    from batch b
    where b.fields_class >= 'P4' and b.verb = any (:reads)
    group by b.actor, date_bin('5 minutes', b.at, 'epoch')
), seen as (
    select m.actor, m.at, last.role, last.organisation, counted.records, counted.first_at
    from moments m
    cross join lateral (
        select sum(coalesce(one.listed, 1)) as records, min(one.first_at) as first_at
        from (
            select case when e.entity_id is null then e.result_count end as listed,
                min(e.at) as first_at
            from audit_entry e
            where e.actor = m.actor and e.at > m.at - interval '1 hour' and e.at <= m.at
                and e.fields_class >= 'P4' and e.verb = any (:reads)
                and not (e.is_automatic and exists (
                    select from audit_entry o
                    where o.transaction_id = e.transaction_id and not o.is_automatic
                        and o.fields_class >= 'P4'
                ))
            group by case when not e.is_automatic then e.entity end, e.entity_id,
                case when e.entity_id is null then e.result_count end,
                case when e.entity_id is null then e.detail end,
                case when e.is_automatic then e.transaction_id end
        ) one
    ) counted
    cross join lateral (
        select b.role, b.organisation from batch b
        where b.actor = m.actor and b.at = m.at limit 1
    ) last
), local as (
    select b.*, b.at at time zone 'Europe/Rome' as local_at from batch b
    where b.verb in ('export', 'print')
), off_hours as (
    select l.*, audit.rule('office_opens', l.role, l.local_at::date) as opens,
        audit.rule('office_closes', l.role, l.local_at::date) as closes
    from local l
), found as (
    select 'person_records' as kind, s.actor, s.role, s.organisation, s.first_at, s.at as last_at,
        s.records as observed,
        audit.rule(
            'person_records_hour', s.role, (s.at at time zone 'Europe/Rome')::date
        ) as threshold
    from seen s
    union all
    select 'own_name', b.actor, b.role, b.organisation, b.at, b.at, 1, null
    from batch b where b.detail ->> 'own_name' = 'true'
    union all
    select 'break_glass', b.actor, b.role, b.organisation, b.at, b.at, 1, null
    from batch b where b.verb = 'break_glass'
    union all
    select 'off_hours', o.actor, o.role, o.organisation, o.at, o.at, 1, null
    from off_hours o
    -- Open from 0 to 24: an office that never closes.
    where (o.opens, o.closes) is distinct from (0, 24) and (
        extract(isodow from o.local_at) > 5
        or extract(epoch from o.local_at::time) / 3600 < o.opens
        or extract(epoch from o.local_at::time) / 3600 >= o.closes
    )
), told as (
    select f.kind, f.actor, max(f.role) as role, max(f.organisation::text)::uuid as organisation,
        date_trunc('hour', f.last_at) as hour, min(f.first_at) as first_at,
        max(f.last_at) as last_at,
        case f.kind when 'person_records' then max(f.observed) else sum(f.observed) end as observed,
        max(f.threshold) as threshold
    from found f
    where f.kind <> 'person_records' or f.observed > f.threshold
    group by f.kind, f.actor, date_trunc('hour', f.last_at)
)
insert into audit_alert as a (
    kind, actor, role, organisation, hour, first_at, last_at, observed, threshold
)
select t.kind, t.actor, t.role, t.organisation, t.hour, t.first_at, t.last_at,
    least(t.observed, 2147483647)::integer, t.threshold
from told t
on conflict (kind, actor, hour) do update
set last_at = greatest(a.last_at, excluded.last_at),
    observed = case a.kind
        when 'person_records' then greatest(a.observed, excluded.observed)
        else a.observed + excluded.observed
    end
