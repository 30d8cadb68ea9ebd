"""Tests of briefs and their formats."""
