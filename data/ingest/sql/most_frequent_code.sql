-- The municipality that most rows of the file carry.
select mode() within group (order by municipality) as code from staged
