-- Two sources name other owners of a unit. A value is the number of holders and a sign of who they are, made
-- of identities that mean nothing outside: no name and no tax code leaves the tables of people.
with holders as (
    select r.unit_id, r.source_id, coalesce(p.tax_code, b.tax_code, p.id::text, b.id::text) as who,
        coalesce(p.id, b.id) as id, r.as_of, r.is_synthetic
    from unit_right r
    left join person p on p.id = r.person_id
    left join body b on b.id = r.body_id
    where r.unit_id is not null and r.valid_from <= :on_date and r.valid_to > :on_date
        and r.right_type in ('ownership', 'bare_ownership', 'surface_ownership')
),
told as (
    select h.unit_id, h.source_id, array_agg(distinct h.who order by h.who) as holders,
        count(distinct h.who) || ' ' || left(md5(string_agg(distinct h.id::text, ' ')), 8) as value,
        max(h.as_of) as as_of, bool_or(h.is_synthetic) as is_synthetic
    from holders h
    group by h.unit_id, h.source_id
)
insert into found_discrepancy (
    kind, subject, about, unit_id, first_value, first_source_id, first_as_of,
    second_value, second_source_id, second_as_of, is_synthetic
)
select 'owners_differ', a.unit_id || ' ' || a.source_id || ' ' || b.source_id, 'holders', a.unit_id,
    a.value, a.source_id, a.as_of, b.value, b.source_id, b.as_of,
    a.is_synthetic or b.is_synthetic
from told a
join told b on b.unit_id = a.unit_id and b.source_id > a.source_id
where a.holders <> b.holders
