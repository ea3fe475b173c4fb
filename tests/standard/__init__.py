"""The standard as values: lengths, dates, numerals, labels, vocabulary, kinds, profiles, figures."""
