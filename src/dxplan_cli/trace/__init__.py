"""From opinion to change and back: links, marks, labels, coverage."""
