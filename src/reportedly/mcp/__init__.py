"""A server of the Model Context Protocol: assistants ask a ledger, read-only, and get the words behind each answer."""
