"""A second person's word: what nobody may do alone is asked, granted and used once."""
