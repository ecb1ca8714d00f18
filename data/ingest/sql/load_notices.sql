-- Notices by their naming, kind, day and protocol; they hold until the last day that they give.
with incoming as (
    select s.seq, s.reference_id, r.unit_id, f.*, h.id as held_id,
        coalesce(f.ends_on + 1, 'infinity'::date) as valid_to,
        (h.persons_band::text, h.valid_to) is not distinct from
        (f.persons_band, coalesce(f.ends_on + 1, 'infinity'::date)) as is_same,
        coalesce(h.as_of > :as_of, false) as is_older
    from staged s
    join unit_reference r on r.id = s.reference_id
    cross join lateral jsonb_to_record(s.facts) as f (
        notice_kind text, received_on date, ends_on date, persons_band text, protocol_no text
    )
    left join unit_notice h
        on (h.source_id, h.reference_id, h.kind, h.valid_from, h.protocol_no)
        = (:source, s.reference_id, f.notice_kind, f.received_on, f.protocol_no)
    where s.outcome is null and s.kind = 'notice'
), inserted as (
    insert into unit_notice (
        reference_id, unit_id, kind, persons_band, protocol_no, valid_from, valid_to, source_id,
        as_of, reliability
    )
    select reference_id, unit_id, notice_kind, persons_band, protocol_no, received_on, valid_to,
        :source, :as_of, :reliability
    from incoming
    where held_id is null
), written as (
    update unit_notice h
    set persons_band = i.persons_band, valid_to = i.valid_to, as_of = :as_of
    from incoming i
    where h.id = i.held_id and not i.is_same and not i.is_older
)
update staged s
set outcome = case when i.held_id is null then 'loaded' when i.is_same or i.is_older then 'unchanged'
    else 'updated' end
from incoming i
where i.seq = s.seq
