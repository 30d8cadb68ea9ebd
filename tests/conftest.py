"""What all tests share."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# The machine may be busy: an example's time says nothing about the program.
settings.register_profile("reportedly", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("reportedly")
