-- The subjects of the file, in its order.
select facts ->> 'subject', facts
from staged
where kind = 'cadastral_subject' and outcome is null
order by seq
