-- The addresses of the municipality by the keys that spellings of one door share.
create temporary table door (
    address_id uuid not null,
    street_key text not null,
    number_key text not null
) on commit drop
