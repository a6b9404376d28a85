"""What holds for every test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# How long an example takes depends on what else the machine does, and a law does not.
settings.register_profile("shingikai", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shingikai")
