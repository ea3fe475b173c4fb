"""Low-level OOXML: names, units, the order of children, escaping, zip packages; foreign packages opened within bounds
(``opened``), and what any .docx says and looks like in effect (``facts``). Knows nothing of official documents."""
