"""Tests of the formats of interchange."""
