-- Whether the reader may do so with some rows of a class, and with every one.
select access.may(cast(:class as text), cast(:verb as text)) as some,
    access.may_everywhere(cast(:class as text), cast(:verb as text)) as every
