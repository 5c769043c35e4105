"""The page in a browser: the parts of a site, made of the blocks of the papers.

site      the values, and `make_site`, the way in
overview  体系図, counts, and what is to be decided
opinions  the opinions as the 意見対応表 has them, with what they can be filtered by
kpis      every KPI with its place
findings  what `check` has to say; for the committee alone
"""
