-- The sources that the labelled rows pretend to come from.
insert into source (id, title) values (:id, 'Labelled set') on conflict (id) do nothing
