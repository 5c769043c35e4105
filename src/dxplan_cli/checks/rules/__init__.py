"""One rule a file; the file's name is the finding's code."""
