"""Tests of the tools for the people who work on Reportedly."""
