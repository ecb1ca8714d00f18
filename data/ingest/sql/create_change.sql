-- Which rows of the file changed something; `before` is empty where there was nothing.
create temporary table change (seq bigint not null, before text not null) on commit drop
