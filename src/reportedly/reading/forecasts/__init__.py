"""Statements about a time after their own: horizon and likelihood."""
