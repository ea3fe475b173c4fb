"""Rules: what a document ought to be, each stated once and asked by everybody.

In: a :class:`~gongwen.model.Document`, complete or not. Out: :class:`~gongwen.errors.Fault` objects that name the
rule, its clause, how binding it is, the place and the cure. The model refuses nothing that a document can say;
whoever writes one asks :func:`demand`, whoever reads or checks one collects :func:`findings`.
"""

from __future__ import annotations

# Importing them registers their rules, in the order in which a document is read.
from gongwen.rules import colophon, head, main_part, words  # noqa: F401
from gongwen.rules.asking import demand, findings, grave
from gongwen.rules.rule import RULES, Rule

__all__ = ["RULES", "Rule", "demand", "findings", "grave"]
