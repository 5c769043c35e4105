"""Pure strings: keys for comparing, words, labels with circled digits."""
