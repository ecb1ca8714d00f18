-- Streets whose name resembles the words, best first. Each comparison uses the trigram index;
-- the last word and the first find `via Cimarosa` and `via Dante` for who knows the whole names.
select a.municipality_code, a.street_name,
    greatest(
        word_similarity(:words, a.street_name),
        0.9 * word_similarity(:last_word, a.street_name),
        0.75 * word_similarity(:first_word, a.street_name)
    ) as likeness
from address a
where a.street_name %> :words or a.street_name %> :last_word or a.street_name %> :first_word
group by a.municipality_code, a.street_name
order by likeness desc, a.street_name
limit 8
