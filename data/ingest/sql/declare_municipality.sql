-- A municipality that was named but is not in the register yet; its boundary may follow.
insert into municipality (code, name, is_approximate, source_id, as_of, reliability)
values (:code, :code, true, :source, :as_of, 'single_source')
on conflict (code) do nothing
