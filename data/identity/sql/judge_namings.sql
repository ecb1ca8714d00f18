-- The best unit of each naming, how sure that is, and what speaks against taking it unasked.
drop table if exists ranked, verdict;
create temp table ranked on commit drop as
select w.*,
    (power(2, w.bits) / (sum(power(2, w.bits)) over one + power(2, cast(:none_bits as float8)))
    )::numeric(4, 3) as score,
    row_number() over best as rank,
    to_jsonb(array_remove(array[
        (cast(:cadastral_reasons as text[]))[cadastral + 1],
        (cast(:street_reasons as text[]))[street + 1],
        (cast(:civic_reasons as text[]))[civic + 1],
        (cast(:condominium_reasons as text[]))[condominium + 1],
        (cast(:staircase_reasons as text[]))[staircase + 1],
        (cast(:floor_reasons as text[]))[floor + 1],
        (cast(:door_reasons as text[]))[door + 1],
        (cast(:category_reasons as text[]))[category + 1],
        (cast(:area_reasons as text[]))[area + 1],
        (cast(:person_reasons as text[]))[person + 1]
    ], null)) as reasons
from weighed w
window one as (partition by w.reference_id),
    best as (partition by w.reference_id order by w.bits desc, w.unit_id);

create temp table verdict on commit drop as
with margin as (
    select reference_id,
        max(firm) filter (where rank = 1) - coalesce(max(firm) filter (where rank > 1), -1000)
            as margin_bits
    from ranked
    group by reference_id
), judged as (
    select n.reference_id, n.sender, n.source_id, n.is_bridged, r.unit_id, r.score, r.reasons, r.bits,
        m.margin_bits, r.cadastral,
        case
            when n.units is not null and r.cadastral in (5, 6) then 'cadastre_says_another'
            when r.cadastral in (1, 2, 3, 4)
                and (r.street = 5 or r.civic = 5 or r.condominium = 2 or r.staircase = 3 or r.door = 3)
                then 'address_says_another'
            when r.category = 3 then 'another_kind_of_unit'
            when r.cadastral in (1, 2) then null
            when r.street = 5 or r.civic = 5 or r.condominium = 2 or r.staircase = 3 or r.door = 3 or r.floor = 3
                then 'place_differs'
            when (r.door = 2 and n.door_suffix is not null)
                or (r.civic = 3 and n.suffix is not null) then 'exponent_unknown'
            when r.staircase = 0 and r.cadastral = 0 and r.person not in (1, 2)
                and v.staircases > 1 then 'staircase_not_said'
            when cardinality(n.doors) > 1 then 'several_doors_said'
            when r.door = 0 and v.door is not null and r.cadastral <> 3 and r.person not in (1, 2)
                then 'door_not_said'
        end as objection
    from named n
    left join ranked r on r.reference_id = n.reference_id and r.rank = 1
    left join margin m on m.reference_id = n.reference_id
    left join seen_unit v on v.unit_id = r.unit_id
), decided as (
    select j.*,
        case
            when unit_id is null or bits < :none_bits - :review_bits then 'unmatched'
            when objection is null and score >= :accepted and margin_bits >= :margin_bits
                then 'matched'
            else 'review'
        end as state
    from judged j
), crowded as (
    select sender, unit_id
    from decided
    where state = 'matched' and source_id <> all (cast(:several as text[]))
    group by sender, unit_id
    having count(*) > 1
)
select d.reference_id, d.unit_id, d.score,
    case when d.is_bridged then 'bridge' when d.cadastral in (1, 2) then 'identifier' else 'score' end
        as method,
    case when c.unit_id is not null then 'review' else d.state end as state,
    case
        when d.state = 'unmatched' then '["nothing_fits"]'::jsonb
        when c.unit_id is not null then d.reasons || '["two_namings_one_unit"]'::jsonb
        when d.state = 'matched' then d.reasons
        when d.objection is not null then d.reasons || jsonb_build_array(d.objection)
        when d.margin_bits < :margin_bits then d.reasons || '["several_fit"]'::jsonb
        else d.reasons || '["too_little_said"]'::jsonb
    end as reasons
from decided d
left join crowded c on d.state = 'matched' and c.sender = d.sender and c.unit_id = d.unit_id
