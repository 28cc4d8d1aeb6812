"""The ledgers: what the papers of a council say over the years, told from typed facts.

    reader.facts → one council's holdings → the ledger's view → rows        (`filling.fill`)

Each ledger's view and its rows have a room of their own. A view is given the papers of one council at a time, so no row
can blend two; and what one reader may see, as at one date, so that it need know of neither. `kinds` lists them.
"""
