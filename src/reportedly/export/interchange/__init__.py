"""What a ledger holds in the formats of other programs: one format a file."""
