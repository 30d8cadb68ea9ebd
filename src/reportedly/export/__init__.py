"""What leaves the project: one format a file."""
