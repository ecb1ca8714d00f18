"""What the cadastre's own books say: urban units, land, titles, plans."""
