-- The invented past of the labelled set: odd parcels of sheet 900 once lay on sheet 899.
insert into external_identifier (
    scheme, value, unit_id, valid_from, valid_to, source_id, as_of, reliability
)
select scheme, replace(value, '/900/', '/899/'), unit_id, date '1950-01-01', date '1966-01-01',
    source_id, as_of, reliability
from external_identifier
where scheme = 'cadastral_unit' and value ~ '^G686/-/900/[0-9]*[13579]/[0-9]+$'
