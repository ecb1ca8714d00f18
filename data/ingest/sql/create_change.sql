-- What the file changes, one line a value; `before` is empty where there was none.
create temporary table change (
    seq bigint not null,
    reference_id uuid,
    field text not null,
    before text not null,
    after text not null
) on commit drop
