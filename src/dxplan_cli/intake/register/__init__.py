"""Tables of opinions from outside, Excel or CSV: file → grid → entries, and what stands in the way."""
