-- Titles; the same again only learns its newer date, one that had been ended and is there again
-- lives on.
with incoming as (
    select s.seq, f.*, md5(s.facts::text) as digest, p.id as holder_person, b.id as holder_body,
        coalesce(f.generating_on, f.generating_registered_on) as made_on,
        coalesce(f.closing_on, f.closing_registered_on) as ended_on,
        t.id as known_id, coalesce(t.as_of > :as_of, false) as is_stale,
        t.content_digest as known_digest, t.valid_from as known_from, t.valid_to as known_to
    from staged s
    cross join lateral jsonb_populate_record(null::cadastral_title, s.facts) as f
    left join person p on p.source_id = :source and p.source_key = s.facts ->> 'subject'
    left join body b on p.id is null and b.source_id = :source
        and b.source_key = s.facts ->> 'subject'
    left join cadastral_title t on t.municipality_code = :code
        and t.title_key = s.facts ->> 'title_key'
    where s.outcome is null and s.kind = 'cadastral_title'
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
    insert into cadastral_title (
        id, municipality_code, cadastral_section, title_key, title_id, person_id, body_id,
        immobile_id, immobile_kind, right_code, right_type, uncoded_right, share_num, share_den,
        regime_code, reference_subject_id, lot, generating_on, generating_registered_on,
        generating_note, generating_cause, closing_on, closing_registered_on, closing_note,
        closing_cause, mutation_start_id, mutation_end_id, content_digest, valid_from, valid_to,
        source_id, as_of, reliability
    )
    select target, :code, cadastral_section, title_key, title_id, holder_person, holder_body,
        immobile_id, immobile_kind, right_code, right_type, uncoded_right, share_num, share_den,
        regime_code, reference_subject_id, lot, generating_on, generating_registered_on,
        generating_note, generating_cause, closing_on, closing_registered_on, closing_note,
        closing_cause, mutation_start_id, mutation_end_id, digest, starts, ends,
        :source, :as_of, :reliability
    from decided
    where fate = 'loaded'
), renewed as (
    update cadastral_title t
    set (
        uncoded_right, share_num, share_den, regime_code, reference_subject_id, lot,
        generating_on, generating_registered_on, generating_note, generating_cause, closing_on,
        closing_registered_on, closing_note, closing_cause, mutation_start_id, mutation_end_id,
        content_digest, valid_from, valid_to, as_of
    ) = row(
        d.uncoded_right, d.share_num, d.share_den, d.regime_code, d.reference_subject_id, d.lot,
        d.generating_on, d.generating_registered_on, d.generating_note, d.generating_cause,
        d.closing_on, d.closing_registered_on, d.closing_note, d.closing_cause,
        d.mutation_start_id, d.mutation_end_id, d.digest, d.starts, d.ends, :as_of
    )
    from decided d
    where t.id = d.known_id and d.fate = 'updated'
), dated as (
    update cadastral_title t set as_of = :as_of
    from decided d
    where t.id = d.known_id and d.fate = 'unchanged' and t.as_of < :as_of
)
update staged s set outcome = d.fate, target_id = d.target from decided d where d.seq = s.seq
