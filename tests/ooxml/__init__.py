"""Low-level OOXML: order of children, escaping, units, packages, and what is refused on opening."""
