-- The verdicts into the register; the trigger of unit_reference moves the facts. What a person has
-- decided since the namings were read is left as decided.
delete from unit_candidate c using named n where c.reference_id = n.reference_id;

update unit_reference r
set state = v.state,
    unit_id = case when v.state = 'matched' then v.unit_id end,
    method = case when v.state = 'matched' then v.method end,
    score = case when v.state <> 'unmatched' then v.score end,
    reasons = v.reasons,
    matched_at = case when v.state = 'matched' then clock_timestamp() end
from verdict v
where r.id = v.reference_id and r.state in ('waiting', 'review', 'unmatched');

insert into unit_candidate (reference_id, unit_id, rank, score, reasons)
select k.reference_id, k.unit_id, k.rank, k.score, k.reasons
from verdict v
join unit_reference r on r.id = v.reference_id and r.state = 'review'
join ranked k on k.reference_id = v.reference_id
where v.state = 'review' and k.rank <= :most
    and (k.rank <= 2 or k.score >= 0.005 or k.cadastral in (1, 2))
