"""Blocks drawn: as Word, as plain text, in the terminal."""
