"""Low-level OOXML: names, units, the order of children, escaping, zip packages. Knows nothing of documents."""
