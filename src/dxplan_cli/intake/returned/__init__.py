"""A paper that came back from a member: what each member changed in it and said about it.

people      who is who, however a name is spelled
anchors     where comments stand, and what of their words was there before the members wrote
threads     comments with what they answer, as one thread
paper       `read_returned`: a Word file as it went out, as each member left it, and its threads
"""
