-- The first changes in the order of the file, each with how its row names the unit.
select coalesce(s.row_number, 0) as row_number,
    concat_ws(
        ', ', nullif(concat_ws(' ', r.street_name, r.number_text), ''),
        'sc. ' || r.staircase_code, 'p. ' || r.floor_code, 'int. ' || r.unit_number,
        nullif(concat_ws('/', r.sheet, r.parcel_number, r.subunit), ''), r.other_code
    ) as unit, c.field, c.before, c.after
from change c
left join staged s on s.seq = c.seq
left join unit_reference r on r.id = c.reference_id
order by c.seq = 0, c.seq, c.field
limit :most
