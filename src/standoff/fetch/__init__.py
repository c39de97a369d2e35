"""Pages from the network: guarded, and only where an address is given."""

from standoff.fetch.fetch import Fetched, fetch

__all__ = ["Fetched", "fetch"]
