"""A file read back as a draft of the plan: what stands on paper from the file, the rest from the draft it came from.

paper       a draft as the pieces of its paper, each with the node and the part of it that it prints
incoming    the pieces of a file, made ready: cover, frames and subtitles told from the text
counterparts which piece of the file is which of the paper
wording     words, numbers, sources and notes as they are printed
kpis, tables, figures   what is read out of grids and pictures
entries     depth and numbers of list entries
growth      where every node stands: the tree
below, rest what hangs on a node, and what only the whole tree tells
uncertain   what a person should look at
reading     `read_back`: all of it together
"""
