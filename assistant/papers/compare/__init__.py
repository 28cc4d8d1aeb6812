"""What two sides of a comparison say, family by family: asks, recommendations, bodies, sums, days, figures, subjects.

Each file reads one family and gives `Pair`s: what the earlier side says of a subject and what the later one does, or
only one of them. Pairs are made by what is plainly the same (a number, a name, a sum, most of the words), never by
position; in doubt each side stands alone.
"""
