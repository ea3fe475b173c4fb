"""How quick gongwen is, and that the comparison is fair."""
