    when '{entity}' then
        perform history.require_gone(
            not exists (
                select from public.{table} t where t.{column} = new.entity_id::{type}
            ),
            '{entity}'
        );
{deletions}
