-- Episodes that ended for long enough; one that a later episode refers to waits for that one.
select
    'occupation_episode' as entity, e.id::text as entity_id, s.state as counted_as,
    extract(year from e.opened_on)::int as counted_year, s.valid_from as since
from occupation_episode e
join occupation_episode_state s on s.episode_id = e.id and s.valid_to = 'infinity'
where s.state = any(:states) and s.valid_from + make_interval(months => :months) <= :as_of
    and not exists (select from occupation_episode n where n.previous_episode_id = e.id)
order by s.valid_from, e.id
limit :most
