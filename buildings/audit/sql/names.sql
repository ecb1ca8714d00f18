-- The professional name under which each account was last noted: one step in an index an account,
-- however many entries it has.
select a.actor, n.actor_name
from unnest(cast(:actors as uuid[])) a (actor)
cross join lateral (
    select e.actor_name
    from audit_entry e
    where e.actor = a.actor and e.actor_name is not null
    order by e.at desc, e.id desc
    limit 1
) n
