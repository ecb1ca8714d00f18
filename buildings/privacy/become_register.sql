-- Refused by the database itself where the matrix does not let the reader do so.
select set_config(
    'role',
    access.writing_role(
        cast(:class as text), cast(:verb as text), cast(:is_row_seen as boolean)
    ),
    true
)
