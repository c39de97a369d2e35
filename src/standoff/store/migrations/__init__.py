"""Numbered steps of the ledger's schema; a step that was released never changes."""
