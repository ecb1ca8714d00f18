-- What some accounts read.
select e.id, e.at, e.actor_name, e.role, o.name as organisation, e.verb, e.entity, e.entity_id,
    e.fields_class, e.purpose_code, e.case_id, e.result_count
from audit_entry e
left join organisation o on o.id = e.organisation
where e.actor = any (cast(:actors as uuid[])) and e.verb = any (:reads)
order by e.at, e.id
