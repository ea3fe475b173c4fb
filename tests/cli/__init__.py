"""The command line: what clerks type, what they get, and what they are told when it is wrong."""
