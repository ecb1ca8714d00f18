-- Records of urban units. The same again only learns its newer date; one that a later delivery
-- had ended and that is there again lives on.
with incoming as (
    select s.seq, s.reference_id as refers_to, r.unit_id as means_unit, f.*,
        md5((s.facts - 'naming')::text) as digest,
        coalesce(f.generating_on, f.generating_registered_on) as made_on,
        coalesce(f.closing_on, f.closing_registered_on) as ended_on,
        c.id as known_id, coalesce(c.as_of > :as_of, false) as is_stale,
        c.content_digest as known_digest, c.valid_from as known_from, c.valid_to as known_to
    from staged s
    cross join lateral jsonb_populate_record(null::cadastral_unit, s.facts - 'naming') as f
    left join unit_reference r on r.id = s.reference_id
    left join cadastral_unit c on c.municipality_code = :code
        and c.immobile_id = s.facts ->> 'immobile_id'
        and c.progressive = (s.facts ->> 'progressive')::integer
        and c.cadastral_section is not distinct from s.facts ->> 'cadastral_section'
    where s.outcome is null and s.kind = 'cadastral_unit'
), decided as (
    select *, coalesce(known_id, gen_random_uuid()) as target,
        coalesce(made_on, known_from, least(:as_of, ended_on - 1)) as starts,
        coalesce(ended_on, date 'infinity') as ends,
        case
            when known_id is null then 'loaded'
            when is_stale then 'unchanged'
            when digest = known_digest and known_to = coalesce(ended_on, date 'infinity')
                then 'unchanged'
            else 'updated'
        end as fate
    from incoming
), inserted as (
    insert into cadastral_unit (
        id, municipality_code, cadastral_section, immobile_id, progressive, census_zone,
        category_code, cadastral_category, cadastral_class, consistency_value, consistency_unit,
        area_m2, income_eur, income_lire, land_lot, building_text, staircase_text, door_text,
        floor_text, floor_code, floor_order, notification_protocol, notified_on, assessment_flag,
        lot, special_lot, annotation, generating_on, generating_registered_on, generating_note,
        generating_cause, closing_on, closing_registered_on, closing_note, closing_cause,
        mutation_start_id, mutation_end_id, other_columns, content_digest, reference_id, unit_id,
        valid_from, valid_to, source_id, as_of, reliability
    )
    select target, :code, cadastral_section, immobile_id, progressive, census_zone,
        category_code, cadastral_category, cadastral_class, consistency_value, consistency_unit,
        area_m2, income_eur, income_lire, land_lot, building_text, staircase_text, door_text,
        floor_text, floor_code, floor_order, notification_protocol, notified_on, assessment_flag,
        lot, special_lot, annotation, generating_on, generating_registered_on, generating_note,
        generating_cause, closing_on, closing_registered_on, closing_note, closing_cause,
        mutation_start_id, mutation_end_id, other_columns, digest, refers_to, means_unit,
        starts, ends, :source, :as_of, :reliability
    from decided
    where fate = 'loaded'
), renewed as (
    update cadastral_unit c
    set (
        census_zone, category_code, cadastral_category, cadastral_class, consistency_value,
        consistency_unit, area_m2, income_eur, income_lire, land_lot, building_text,
        staircase_text, door_text, floor_text, floor_code, floor_order, notification_protocol,
        notified_on, assessment_flag, lot, special_lot, annotation, generating_on,
        generating_registered_on, generating_note, generating_cause, closing_on,
        closing_registered_on, closing_note, closing_cause, mutation_start_id, mutation_end_id,
        other_columns, content_digest, reference_id, unit_id, valid_from, valid_to, as_of
    ) = row(
        d.census_zone, d.category_code, d.cadastral_category, d.cadastral_class,
        d.consistency_value, d.consistency_unit, d.area_m2, d.income_eur, d.income_lire,
        d.land_lot, d.building_text, d.staircase_text, d.door_text, d.floor_text, d.floor_code,
        d.floor_order, d.notification_protocol, d.notified_on, d.assessment_flag, d.lot,
        d.special_lot, d.annotation, d.generating_on, d.generating_registered_on,
        d.generating_note, d.generating_cause, d.closing_on, d.closing_registered_on,
        d.closing_note, d.closing_cause, d.mutation_start_id, d.mutation_end_id, d.other_columns,
        d.digest, d.refers_to, d.means_unit, d.starts, d.ends, :as_of
    )
    from decided d
    where c.id = d.known_id and d.fate = 'updated'
), dated as (
    update cadastral_unit c set as_of = :as_of
    from decided d
    where c.id = d.known_id and d.fate = 'unchanged' and c.as_of < :as_of
)
update staged s set outcome = d.fate, target_id = d.target from decided d where d.seq = s.seq
