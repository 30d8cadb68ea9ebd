"""Forecasts: statements about a time after their own, with horizon and likelihood."""
