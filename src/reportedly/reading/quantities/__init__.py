"""Numbers with bounds, unit, and what they count."""
