"""Files from outside, read as untrusted: what is in them, or a message why they cannot be read."""
