"""One paper a module: values in, blocks out."""
