-- The class of owner of each unit, from who owns it on a day, wholly or barely: since when the
-- owners are these, and by which naming the cadastre speaks of the unit.
with owners as (
    select r.unit_id, r.reference_id, r.valid_from, r.person_id,
        case
            when r.person_id is not null then 'private_person'
            when o.owner_class is not null then o.owner_class
            when upper(b.name) = 'COMUNE DI ' || upper(m.name) then 'municipality'
            when upper(b.name) like 'COMUNE DI %' then 'other_public'
            when upper(b.name) like 'CONDOMINIO %' then 'unknown'
            else 'private_company'
        end as owner_class,
        coalesce(t.generating_cause ~* '(success|causa di morte|eredit)', false) as is_inherited
    from unit_right r
    join unit u on u.id = r.unit_id
    join building h on h.id = u.building_id
    join municipality m on m.code = h.municipality_code
    left join body b on b.id = r.body_id
    left join owner_body o on o.tax_code = b.tax_code
    left join cadastral_title t on r.source_id = t.source_id
        and r.source_key = t.municipality_code || '/' || t.title_key
    where r.valid_from <= :on_date and r.valid_to > :on_date
        and r.right_type in ('ownership', 'bare_ownership', 'surface_ownership', 'bare_surface')
        and h.municipality_code = :code
)
select unit_id, (array_agg(reference_id order by valid_from, reference_id))[1] as reference_id,
    case
        when count(distinct owner_class) > 1 then 'mixed'
        when min(owner_class) = 'private_person' and count(distinct person_id) > 1
            and bool_and(is_inherited) then 'heirs_undivided'
        else min(owner_class)
    end as owner_class,
    max(valid_from) as since
from owners
group by unit_id
having min(owner_class) <> 'unknown' or count(distinct owner_class) > 1
