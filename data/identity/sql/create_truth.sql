-- The labels of the rows to learn from.
drop table if exists truth, unlike;
create temp table truth (key text primary key, value text not null) on commit drop
