-- The notices of the file, auctions in the order of their days.
select s.seq, s.reference_id, r.unit_id, s.facts
from staged s
join unit_reference r on r.id = s.reference_id
where s.outcome is null and s.kind = 'sale'
order by s.facts ->> 'sale_on' nulls last, s.seq
