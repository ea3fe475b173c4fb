"""Writing: a document in, a valid .docx out - whole, pure, and readable again."""
