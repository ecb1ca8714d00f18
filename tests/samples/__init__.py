"""Tests on real deliveries, which are not ours to publish."""
