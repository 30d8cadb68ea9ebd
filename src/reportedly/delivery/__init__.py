"""Delivering what alerts find: to a webhook, by mail, to a file."""
