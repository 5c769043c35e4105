"""The rules of `check`; one rule a file under `rules`."""
