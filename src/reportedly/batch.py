"""Many reports through one or several workers, in input order."""
