-- Rows by what became of them.
select outcome, count(*) as count from staged group by outcome
