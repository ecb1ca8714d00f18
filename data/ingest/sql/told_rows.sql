-- What is told about single rows, in the order of the file.
select row_number, outcome, reason, column_name, detail, raw
from staged
where outcome in ('refused', 'skipped') or reason in ('far_point', 'base_rose', 'sale_past')
order by seq
