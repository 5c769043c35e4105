"""The only home of YAML and of the disk."""
