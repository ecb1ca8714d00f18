-- Every policy of one table, whatever its name.
do $drop$
declare
    gone text;
begin
    for gone in select polname from pg_policy where polrelid = '{table}'::regclass loop
        execute format('drop policy %I on {table}', gone);
    end loop;
end
$drop$
