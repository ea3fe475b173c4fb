"""The speed of gongwen, with its peers beside it in one run: ``python -m benchmarks``."""
