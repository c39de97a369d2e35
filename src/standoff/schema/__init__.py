"""The JSON Schema of the data contract, and a checker for the part of JSON Schema that it uses.

The file `reading.schema.json` is the one list of closed enumerations; `standoff schema` prints it and `verify` holds
every document against it. Any JSON Schema library of draft 2020-12 may be used instead of `find_breaches`.
"""

from standoff.schema.check import Breach, find_breaches
from standoff.schema.load import load_schema, schema_text

__all__ = ["Breach", "find_breaches", "load_schema", "schema_text"]
