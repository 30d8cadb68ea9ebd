"""A whole ledger written as lines of JSON, and read back."""
