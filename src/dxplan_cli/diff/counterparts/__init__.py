"""How nodes without common ids find their counterparts, one step a module; `diff/match.py` says in which order."""
