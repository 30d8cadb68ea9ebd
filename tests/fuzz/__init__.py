"""Hostile input, made up by hypothesis: a few examples with all tests, as many as you like with `make fuzz N=10000`."""
