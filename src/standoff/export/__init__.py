"""Values -> the formats of others."""

from standoff.export.conllu import conllu

__all__ = ["conllu"]
