"""Tables of opinions as files: rows → xlsx or csv bytes."""
