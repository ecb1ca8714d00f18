-- The source that the facts of this run refer to, as it is declared today.
insert into source (id, title, publisher, url, licence)
values (:id, :title, :publisher, :url, :licence)
on conflict (id) do update
set title = excluded.title, publisher = excluded.publisher, url = excluded.url,
    licence = excluded.licence
where (source.title, source.publisher, source.url, source.licence) is distinct from
    (excluded.title, excluded.publisher, excluded.url, excluded.licence)
