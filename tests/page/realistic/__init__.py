"""Realistic documents, made by seed: what a township writes, with all that makes lines and pages hard to break."""

from tests.page.realistic.making import Realistic
from tests.page.realistic.shapes import realistic

__all__ = ["Realistic", "realistic"]
