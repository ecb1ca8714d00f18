-- The kinds of rows that the file has.
select distinct kind from staged
