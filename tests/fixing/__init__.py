"""Fixing: what is put right, and that nothing else of a file changes."""
