"""Checking: what is found in files, and what is left alone."""
