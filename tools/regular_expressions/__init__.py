"""Find regular expressions of the project that take time by the square of their input, or worse."""
