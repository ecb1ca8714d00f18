select history.read_as_known_at(:moment)
