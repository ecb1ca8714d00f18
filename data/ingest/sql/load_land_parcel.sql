-- Records of land, each tied to its drawing where the map has one.
with incoming as (
    select s.seq, f.*, md5(s.facts::text) as digest,
        coalesce(f.generating_on, f.generating_registered_on) as made_on,
        coalesce(f.closing_on, f.closing_registered_on) as ended_on,
        c.id as known_id, coalesce(c.as_of > :as_of, false) as is_stale,
        c.content_digest as known_digest, c.valid_from as known_from, c.valid_to as known_to,
        c.parcel_id as known_parcel,
        (
            select p.id
            from parcel p
            where p.municipality_code = :code and p.sheet = f.sheet
                and p.parcel_number = concat_ws('/', f.parcel_number, f.denominator)
                and coalesce(p.cadastral_section, '') = coalesce(f.cadastral_section, '')
            order by p.is_synthetic, p.sheet_annex, p.sheet_development
            limit 1
        ) as drawn_id
    from staged s
    cross join lateral jsonb_populate_record(null::land_parcel, s.facts) as f
    left join land_parcel c on c.municipality_code = :code
        and c.immobile_id = s.facts ->> 'immobile_id'
        and c.progressive = (s.facts ->> 'progressive')::integer
        and c.cadastral_section is not distinct from s.facts ->> 'cadastral_section'
    where s.outcome is null and s.kind = 'land_parcel'
), decided as (
    select *, coalesce(known_id, gen_random_uuid()) as target,
        coalesce(made_on, known_from, least(:as_of, ended_on - 1)) as starts,
        coalesce(ended_on, date 'infinity') as ends,
        case
            when known_id is null then 'loaded'
            when is_stale then 'unchanged'
            when digest = known_digest and known_to = coalesce(ended_on, date 'infinity')
                and known_parcel is not distinct from drawn_id then 'unchanged'
            else 'updated'
        end as fate
    from incoming
), inserted as (
    insert into land_parcel (
        id, municipality_code, cadastral_section, immobile_id, progressive, parcel_id, sheet,
        parcel_number, denominator, subunit, buildability, quality_code, quality, land_class,
        area_m2, has_income, is_portioned, has_deductions, dominical_income_eur,
        agrarian_income_eur, dominical_income_lire, agrarian_income_lire, lot, special_lot,
        annotation, generating_on, generating_registered_on, generating_note, generating_cause,
        closing_on, closing_registered_on, closing_note, closing_cause, mutation_start_id,
        mutation_end_id, other_columns, content_digest, valid_from, valid_to, source_id, as_of,
        reliability
    )
    select target, :code, cadastral_section, immobile_id, progressive, drawn_id, sheet,
        parcel_number, denominator, subunit, buildability, quality_code, quality, land_class,
        area_m2, has_income, is_portioned, has_deductions, dominical_income_eur,
        agrarian_income_eur, dominical_income_lire, agrarian_income_lire, lot, special_lot,
        annotation, generating_on, generating_registered_on, generating_note, generating_cause,
        closing_on, closing_registered_on, closing_note, closing_cause, mutation_start_id,
        mutation_end_id, other_columns, digest, starts, ends, :source, :as_of, :reliability
    from decided
    where fate = 'loaded'
), renewed as (
    update land_parcel c
    set (
        parcel_id, sheet, parcel_number, denominator, subunit, buildability, quality_code,
        quality, land_class, area_m2, has_income, is_portioned, has_deductions,
        dominical_income_eur, agrarian_income_eur, dominical_income_lire, agrarian_income_lire,
        lot, special_lot, annotation, generating_on, generating_registered_on, generating_note,
        generating_cause, closing_on, closing_registered_on, closing_note, closing_cause,
        mutation_start_id, mutation_end_id, other_columns, content_digest, valid_from, valid_to,
        as_of
    ) = row(
        d.drawn_id, d.sheet, d.parcel_number, d.denominator, d.subunit, d.buildability,
        d.quality_code, d.quality, d.land_class, d.area_m2, d.has_income, d.is_portioned,
        d.has_deductions, d.dominical_income_eur, d.agrarian_income_eur,
        d.dominical_income_lire, d.agrarian_income_lire, d.lot, d.special_lot, d.annotation,
        d.generating_on, d.generating_registered_on, d.generating_note, d.generating_cause,
        d.closing_on, d.closing_registered_on, d.closing_note, d.closing_cause,
        d.mutation_start_id, d.mutation_end_id, d.other_columns, d.digest, d.starts, d.ends,
        :as_of
    )
    from decided d
    where c.id = d.known_id and d.fate = 'updated'
), dated as (
    update land_parcel c set as_of = :as_of
    from decided d
    where c.id = d.known_id and d.fate = 'unchanged' and c.as_of < :as_of
)
update staged s set outcome = d.fate, target_id = d.target from decided d where d.seq = s.seq
