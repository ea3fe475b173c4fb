"""The summary: figures in, sentences, tables and a chart out, and totals that reconcile."""
