-- Reports, each tied to the open episode of its unit or to a new one that is only reported.
create temporary table office_report on commit drop as
select s.seq, s.reference_id, r.unit_id, f.state, f.channel,
    least(coalesce(f.reported_on, :as_of), :as_of) as received_on, o.id as report_id,
    e.id as episode_id, coalesce(e.source_id = :source, false) as is_own
from staged s
join unit_reference r on r.id = s.reference_id
cross join lateral jsonb_to_record(s.facts -> 'report') as f (
    state text, channel text, reported_on date
)
left join lateral (
    select e.id, e.source_id
    from occupation_episode e
    join occupation_episode_state t on t.episode_id = e.id and t.valid_to = 'infinity'
        and t.state not in ('title_found', 'vacant_found', 'expired_title', 'closed')
    where e.reference_id = s.reference_id or e.unit_id = r.unit_id
    order by e.fid
    limit 1
) as e on true
left join lateral (
    select o.id
    from occupation_report o
    where o.reference_id = s.reference_id and o.source_id = :source
        and (o.received_on = f.reported_on or (f.reported_on is null and o.episode_id = e.id))
    limit 1
) as o on true
where s.outcome is null and s.kind = 'office' and s.facts ? 'report';
with first as (
    select distinct on (reference_id) *
    from office_report
    order by reference_id, received_on
), opened as (
    insert into occupation_episode (
        reference_id, unit_id, opened_on, source_id, as_of, reliability
    )
    select reference_id, unit_id, received_on, :source, :as_of, :reliability
    from first
    where episode_id is null and report_id is null
    returning id, reference_id
)
update office_report o set episode_id = e.id, is_own = true
from opened e
where e.reference_id = o.reference_id and o.episode_id is null;
insert into change (seq, before)
select seq, before
from (
    select seq,
        record_state(
            'occupation_episode_state', 'episode_id', episode_id, state, received_on, :source,
            :as_of, :reliability
        ) as before
    from office_report
    where is_own and not exists (
        select from occupation_episode_state t
        where t.episode_id = office_report.episode_id and t.valid_to = 'infinity'
            and (t.state not in ('reported', 'under_verification')
                or (t.state = 'under_verification' and office_report.state = 'reported'))
    )
) as told
where before is not null;
with received as (
    insert into occupation_report (
        reference_id, unit_id, episode_id, channel, received_on, source_id, as_of, reliability
    )
    select distinct on (reference_id, received_on) reference_id, unit_id, episode_id, channel,
        received_on, :source, :as_of, :reliability
    from office_report
    where report_id is null
    returning id, received_on
)
insert into occupation_report_state (
    report_id, state, valid_from, source_id, as_of, reliability
)
select id, 'linked_to_episode', received_on, :source, :as_of, :reliability from received;
insert into change (seq, before)
select seq, ''
from office_report
where report_id is null
