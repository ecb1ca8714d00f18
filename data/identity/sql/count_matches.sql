-- How the namings of this resolution ended.
select state, count(*) from verdict group by state
