"""Market zones and quotations of the revenue agency's observatory (OMI)."""
