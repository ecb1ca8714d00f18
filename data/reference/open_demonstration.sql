-- The demonstration's people, one a role, with something of the invented district in each one's care.
with body(role, name) as (
    values ('council', 'Comune (dimostrazione)'), ('housing_operator', 'Comune (dimostrazione)'),
        ('housing_manager', 'Comune (dimostrazione)'), ('social_services', 'Comune (dimostrazione)'),
        ('migrant_desk', 'Comune (dimostrazione)'), ('registry_office', 'Comune (dimostrazione)'),
        ('local_police', 'Comune (dimostrazione)'), ('planner', 'Comune (dimostrazione)'),
        ('system_admin', 'Comune (dimostrazione)'), ('auditor', 'Comune (dimostrazione)'),
        ('prefecture', 'Prefettura (dimostrazione)'), ('researcher', 'Politecnico (dimostrazione)'),
        ('condo_admin', 'Studio (dimostrazione)'), ('court_custodian', 'Tribunale (dimostrazione)'),
        ('mediator', 'Scuola (dimostrazione)'), ('partner_operator', 'Ente (dimostrazione)')
), added as (
    insert into organisation (name, administrator_id)
    select distinct b.name, case when b.role = 'condo_admin' then (
        select m.administrator_id from administrator_mandate m
        where m.valid_from <= current_date and m.valid_to > current_date
        group by m.administrator_id
        order by count(*) desc, m.administrator_id
        limit 1
    ) end
    from body b
    on conflict (name) do update set name = excluded.name
    returning id, name
)
insert into account (email, name, role, organisation_id, expires_on, is_demo)
select b.role || '@dimostrazione.invalid', 'Dimostrazione', b.role, a.id, current_date + 30, true
from body b
join added a on a.name = b.name
on conflict (lower(email)) do update set disabled_at = null, expires_on = excluded.expires_on
where account.is_demo;

insert into assignment (account_id, case_id, valid_from)
select a.id, c.id, current_date
from account a
cross join lateral (
    select c.id from housing_case c
    where c.unit_id is not null and (
        a.role <> 'social_services' or c.office = 'social_services'
    )
    order by md5(a.role || c.id::text)
    limit 15
) c
where a.is_demo and a.role in ('social_services', 'migrant_desk', 'mediator', 'partner_operator')
    and not exists (select from assignment s where s.account_id = a.id);

insert into assignment (account_id, sale_id, valid_from)
select a.id, s.id, current_date
from account a
cross join lateral (
    select s.id from enforcement_sale s
    where s.unit_id is not null
    order by md5(s.id::text)
    limit 10
) s
where a.is_demo and a.role = 'court_custodian'
    and not exists (select from assignment s where s.account_id = a.id);

insert into data_share (unit_id, organisation_id, classes, legal_basis, until)
select e.unit_id, a.organisation_id, array['P1', 'P6', 'P6_state', 'reports'],
    'Dimostrazione: nessuna base giuridica', current_date + 365
from account a
cross join lateral (
    select distinct o.unit_id from occupation_episode o
    where o.unit_id is not null
    order by o.unit_id
    limit 5
) e
where a.is_demo and a.role = 'prefecture'
    and not exists (select from data_share d where d.organisation_id = a.organisation_id);
