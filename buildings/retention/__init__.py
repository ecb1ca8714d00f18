"""How long each kind of data is kept, what then becomes of it, and the record of that."""
