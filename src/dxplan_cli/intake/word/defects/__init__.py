"""The defects `lint` knows: one function each, listed in `registry`. They look, they never touch."""
