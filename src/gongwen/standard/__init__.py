"""The standard: figures with clauses and tolerances, kinds, vocabulary, profiles, and the writing of numbers and dates.

In: nothing of ours. Out: typed constants and pure functions that every other room reads.
"""
