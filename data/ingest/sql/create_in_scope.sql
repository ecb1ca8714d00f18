-- What the register holds from the source within the file's scope; `is_held`: the file has it.
create temporary table in_scope (
    kind text not null,
    identifier_id integer,
    thing_id uuid,
    row_id integer,
    is_held boolean not null
) on commit drop
