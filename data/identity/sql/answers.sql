-- What became of the labelled rows: the state, and the present identifier of the unit taken.
select r.key, r.state, r.score, r.reasons, i.value
from unit_reference r
left join external_identifier i
    on i.unit_id = r.unit_id and i.scheme = 'cadastral_unit' and i.valid_to > current_date
where r.sender like 'labelled:%'
