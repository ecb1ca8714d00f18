        delete from history.{table} h where h.{column} = new.entity_id::{type};
