"""Time expressions (TIMEX3): recognition and normalisation."""
