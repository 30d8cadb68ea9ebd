"""One revision a file, in order; what has been released is never changed."""
