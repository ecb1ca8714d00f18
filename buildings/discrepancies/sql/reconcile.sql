-- Bring the discrepancies of some kinds to what was found of them. A decision stands as long as the same two
-- values are found, in whatever order; agreement by itself does not stand. What a person decides meanwhile
-- stands too: a row that is no longer in the state that was looked at is left alone.
with known as (
    select d.id, d.state, d.decision, f.about, f.unit_id, f.building_id, f.condominium_id,
        f.reference_id, f.first_value, f.first_source_id, f.first_as_of,
        f.second_value, f.second_source_id, f.second_as_of, f.is_synthetic,
        (least(d.first_value, d.second_value), greatest(d.first_value, d.second_value))
            is distinct from
        (least(f.first_value, f.second_value), greatest(f.first_value, f.second_value)) as differs,
        (d.first_value, d.first_source_id, d.first_as_of, d.second_value, d.second_source_id,
            d.second_as_of, d.unit_id)
            is distinct from
        (f.first_value, f.first_source_id, f.first_as_of, f.second_value, f.second_source_id,
            f.second_as_of, f.unit_id) as moved
    from discrepancy d
    join found_discrepancy f on f.kind = d.kind and f.subject = d.subject
),
written as (
    update discrepancy d
    set unit_id = k.unit_id, building_id = k.building_id, condominium_id = k.condominium_id,
        reference_id = k.reference_id, about = k.about, first_value = k.first_value,
        first_source_id = k.first_source_id, first_as_of = k.first_as_of,
        second_value = k.second_value, second_source_id = k.second_source_id,
        second_as_of = k.second_as_of, is_synthetic = k.is_synthetic,
        changed_at = clock_timestamp(), state = 'open', decision = null, decided_by = null,
        note = null, closed_at = null,
        reopened_count = d.reopened_count + (k.state = 'closed')::integer
    from known k
    where d.id = k.id and d.state = k.state and case k.state
        when 'open' then k.moved
        else k.differs or k.decision = 'sources_agree_now' end
    returning d.id, d.first_value, d.second_value,
        case when k.state = 'closed' then 'reopened' when k.differs then 'changed' end as kind
),
opened as (
    insert into discrepancy (
        kind, subject, about, unit_id, building_id, condominium_id, reference_id,
        first_value, first_source_id, first_as_of,
        second_value, second_source_id, second_as_of, is_synthetic
    )
    select f.kind, f.subject, f.about, f.unit_id, f.building_id, f.condominium_id, f.reference_id,
        f.first_value, f.first_source_id, f.first_as_of,
        f.second_value, f.second_source_id, f.second_as_of, f.is_synthetic
    from found_discrepancy f
    where not exists (
        select from discrepancy d where d.kind = f.kind and d.subject = f.subject
    )
    returning id, first_value, second_value, 'opened' as kind
),
agreed as (
    update discrepancy d
    set state = 'closed', decision = 'sources_agree_now', decided_by = null, note = null,
        closed_at = clock_timestamp(), changed_at = clock_timestamp()
    where d.state = 'open' and d.kind = any(cast(:kinds as text[]))
        and not exists (
            select from found_discrepancy f where f.kind = d.kind and f.subject = d.subject
        )
    returning d.id, d.first_value, d.second_value, 'agreed' as kind
),
told as (
    insert into discrepancy_event (discrepancy_id, kind, first_value, second_value, decision)
    select id, kind, first_value, second_value,
        case kind when 'agreed' then 'sources_agree_now' end
    from (
        select * from written where kind is not null
        union all select * from opened
        union all select * from agreed
    ) happened
    returning kind
)
select kind, count(*) as times from told group by kind
