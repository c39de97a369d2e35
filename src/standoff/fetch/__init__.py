"""Pages from the network: guarded, and only where an address is given."""
