-- What the sender said before and says no longer has ended: a column that the file has and the row
-- leaves empty, a title of a flat now vacant, and flats that a whole file has no more. A file with
-- refused rows, or without more than a third of the flats, ends nothing of what it lacks.
with told as (
    select s.reference_id, min(s.seq) as seq,
        jsonb_agg(s.facts -> 'covers') filter (where s.facts ? 'status') as covers,
        (
            select coalesce(jsonb_object_agg(v.key, v.value), '{}')
            from staged o
            cross join lateral jsonb_each_text(o.facts -> 'status' -> 'values') v
            where o.reference_id = s.reference_id and o.outcome is null
        ) as said
    from staged s
    where s.outcome is null and s.kind = 'office'
    group by s.reference_id
), covered as (
    select distinct c.dimension
    from staged s
    cross join lateral jsonb_array_elements_text(s.facts -> 'covers') as c (dimension)
    where s.kind = 'office'
), held as (
    select h.id, h.dimension, h.value, h.valid_from, h.reference_id, t.seq, t.said, t.covers
    from unit_status h
    join unit_reference r on r.id = h.reference_id
    left join told t on t.reference_id = h.reference_id
    where h.source_id = :source and h.valid_to = 'infinity' and h.as_of < :as_of
        and h.value <> 'unknown'
        and r.sender in (select facts -> 'naming' ->> 'sender' from staged where kind = 'office')
), size as (
    select count(distinct reference_id) as flats,
        count(distinct reference_id) filter (where seq is null) as missing
    from held
    where dimension in (select dimension from covered)
), ending as (
    select h.*
    from held h, size
    where case
        when h.seq is null then h.dimension in (select dimension from covered)
            and :refused = 0 and size.missing * 3 <= size.flats
        when h.said ? h.dimension then false
        when h.covers @> jsonb_build_array(jsonb_build_array(h.dimension)) then true
        when h.dimension = 'occupation_title' then h.said ->> 'occupancy' = 'vacant'
        when h.dimension = 'occupancy' then h.value = 'vacant'
            and coalesce(h.said ->> 'occupation_title', 'unknown')
            not in ('unknown', 'not_applicable')
        else false
    end
), ended as (
    update unit_status u set valid_to = :as_of
    from ending e
    where u.id = e.id and e.valid_from < :as_of
), unsaid as (
    update unit_status u set value = 'unknown', as_of = :as_of
    from ending e
    where u.id = e.id and e.valid_from = :as_of
)
insert into change (seq, reference_id, field, before, after)
select coalesce(seq, 0), reference_id, dimension, value, '' from ending
