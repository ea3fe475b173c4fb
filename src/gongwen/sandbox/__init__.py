"""Sandbox: what the tags of a template, and the placeholders of a source, may do - and how much of it.

In: Jinja2 source of a stranger. Out: compiled code that reads values, chooses, repeats and uses a few harmless filters;
it reaches no Python and no file, and ends within one budget of work.

``prices`` says what everything costs, in one table: a node, an operator, a filter or a test that is not in it is
refused. ``budget`` counts; ``guard`` refuses what is not in the table, bounds what may be compiled, and lets what may
be done often pay first; ``functions`` are Jinja2's own made small; ``environment`` puts them together.
"""

from gongwen.sandbox.budget import LONGEST_OUTPUT, Budget, joined
from gongwen.sandbox.environment import TemplateEnvironment, environment
from gongwen.sandbox.functions import ControlCharacterError
from gongwen.sandbox.guard import RefusedError, TooComplexError
from gongwen.sandbox.names import OWN, folded
from gongwen.sandbox.prices import Price

__all__ = [
    "LONGEST_OUTPUT",
    "OWN",
    "Budget",
    "ControlCharacterError",
    "Price",
    "RefusedError",
    "TemplateEnvironment",
    "TooComplexError",
    "environment",
    "folded",
    "joined",
]
