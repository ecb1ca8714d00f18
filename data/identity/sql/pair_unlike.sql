-- For learning: the pairs that do not belong together.
drop table pair;
create temp table pair on commit drop as select reference_id, unit_id from unlike
