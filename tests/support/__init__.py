"""Test harness: renders .docx files, measures the rendered page, runs the validators."""
