"""The page that `standoff demo` reads: our own words on documented facts of July 2023, inside a whole news page."""
