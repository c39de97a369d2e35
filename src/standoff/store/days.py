"""The first and last calendar day that an EDTF value can mean: `standoff.days`, under the name that the store uses."""

from standoff.days import day_bounds

__all__ = ["day_bounds"]
