"""Output formats: one format a file."""
