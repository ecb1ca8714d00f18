-- The units whose holders the hints of this import name: by tax code, else by surname and given
-- name, whole or as an initial, in any order and without accents.
create temp table held_by on commit drop as
with hint as (
    select h.reference_id, upper(regexp_replace(h.tax_code, '[^A-Za-z0-9]', '', 'g')) as tax_code,
        regexp_split_to_array(lower(unaccent(coalesce(h.person_name, ''))), '[^a-z]+') as words
    from reference_hint h
    join named n using (reference_id)
), said as (
    select reference_id, tax_code, array_remove(words, '') as words from hint
), by_code as (
    select s.reference_id, p.id as person_id, null::uuid as body_id
    from said s join person p on p.tax_code = s.tax_code
    union all
    select s.reference_id, null, b.id
    from said s join body b on b.tax_code = s.tax_code
), known as (
    select p.id, lower(unaccent(p.surname)) as surname,
        split_part(lower(unaccent(coalesce(p.given_name, ''))), ' ', 1) as given_name
    from person p
    where p.surname is not null and exists (select from said where words <> '{}')
), by_name as (
    select s.reference_id, k.id as person_id
    from said s
    cross join lateral unnest(s.words) as w (word)
    join known k on split_part(k.surname, ' ', 1) = w.word
    where regexp_split_to_array(k.surname, '[^a-z]+') <@ s.words and k.given_name <> ''
        and (k.given_name = any (s.words) or left(k.given_name, 1) = any (s.words))
)
select reference_id, unit_id, min(level)::smallint as level
from (
    select c.reference_id, r.unit_id, 1 as level
    from by_code c
    join unit_right r on (r.person_id = c.person_id or r.body_id = c.body_id)
    where r.unit_id is not null and r.valid_to > current_date
    union all
    select n.reference_id, r.unit_id, 2
    from by_name n
    join unit_right r on r.person_id = n.person_id
    where r.unit_id is not null and r.valid_to > current_date
) held
group by reference_id, unit_id
