"""Many documents from one table: rows and a source in; files, numbers and a report out."""
