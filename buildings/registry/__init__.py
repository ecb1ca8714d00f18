"""What stands there: municipality, district, parcels, addresses, buildings, staircases, units."""
