"""The desk: pages of a ledger and their JSON twins, rendered by the server, read-only, asking nobody for anything."""
