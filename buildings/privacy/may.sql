select access.may(cast(:class as text), cast(:verb as text))
