-- Issues of a flat and the states that they are in now.
create temporary table office_issue on commit drop as
select s.seq, s.reference_id, r.unit_id, f.*, i.id is null as is_new,
    coalesce(i.id, gen_random_uuid()) as issue_id
from staged s
join unit_reference r on r.id = s.reference_id
cross join lateral jsonb_to_record(s.facts -> 'issue') as f (
    issue_type text, severity text, state text, title_it text, title_en text, reported_on date
)
left join condominium_issue i on i.source_id = :source and i.reference_id = s.reference_id
    and i.issue_type = f.issue_type and i.reported_on = f.reported_on
where s.outcome is null and s.kind = 'office' and s.facts ? 'issue';
insert into condominium_issue (
    id, reference_id, unit_id, issue_type, severity, title_it, title_en, reported_on,
    source_id, as_of, reliability
)
select issue_id, reference_id, unit_id, issue_type, severity, title_it, title_en, reported_on,
    :source, :as_of, :reliability
from office_issue
where is_new;
insert into change (seq, before)
select seq, before
from (
    select *, record_state(
            'condominium_issue_state', 'issue_id', issue_id, state,
            case when is_new then least(reported_on, :as_of) else :as_of end,
            :source, :as_of, :reliability
        ) as before
    from office_issue
) as told
where before is not null
