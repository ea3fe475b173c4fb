"""Tables in, many documents out: rows, the issuing-number register, reports."""
