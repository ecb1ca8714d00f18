-- Every row of the file under way; `outcome` is null until a step decides about the row,
-- `is_known` says that the register has it under the number that the source gave it. Pages are not
-- filled, so that what the steps decide is written beside the row and no index is touched.
create temporary table staged (
    seq bigint generated always as identity primary key,
    row_number bigint not null,
    municipality text,
    kind text not null,
    key text not null,
    facts jsonb not null,
    geom geometry(geometry, 7791),
    raw text not null,
    outcome text,
    reason text,
    column_name text not null default '',
    detail text not null default '',
    target_id uuid,
    reference_id uuid,
    is_new boolean not null default false,
    is_known boolean not null default false
) with (fillfactor = 60) on commit drop
