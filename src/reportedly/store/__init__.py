"""One schema on two dialects: what a ledger keeps, and nothing of what it means."""
