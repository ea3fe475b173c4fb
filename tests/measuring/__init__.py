"""Measuring: what a drawn page shows."""
