"""Who holds rights on units: natural persons, whose data history keeps sealed, and bodies."""
