-- Streets whose name may be meant: the nearest by trigrams to the words, to the last and to the
-- first of them, for who knows the whole name of `via Cimarosa` or only a part. How alike they
-- are is measured word by word afterwards, so no threshold cuts a misspelt short name here.
with nearest as (
    (
        select s.municipality_code, s.street_name from street_spelling s
        order by s.plain <->> :words limit :most
    )
    union
    (
        select s.municipality_code, s.street_name from street_spelling s
        order by s.plain <->> :last_word limit :most
    )
    union
    (
        select s.municipality_code, s.street_name from street_spelling s
        order by s.plain <->> :first_word limit :most
    )
)
select municipality_code, street_name from nearest order by street_name, municipality_code
