"""The page: a ledger shown in a browser, from this computer alone."""
