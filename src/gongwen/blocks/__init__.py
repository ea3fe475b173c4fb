"""Blocks: what a layout consists of, and the format of every role; the words that layout, pages and writers share.

In: :class:`~gongwen.standard.profiles.Profile`. Out: the types of paragraphs, tables and pictures with their places
(:mod:`gongwen.blocks.block`), and a stylesheet for the profile (:mod:`gongwen.blocks.stylesheet`). Nothing is decided
here, and nothing here knows a file format.
"""
