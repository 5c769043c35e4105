"""Frozen values: what a plan consists of. No disk, no clock, no library of the edges."""
