"""What the bytes of a page hold before anything is judged: its characters, its tree, its visible blocks.

Shared ground of the stages `page` (which makes the text) and `story` (which asks where in the tree the text stood).
"""

from standoff.markup.charset import decode
from standoff.markup.source import html_bytes
from standoff.markup.tree import Tree, parse_tree
from standoff.markup.visible import Block, visible_blocks

__all__ = ["Block", "Tree", "decode", "html_bytes", "parse_tree", "visible_blocks"]
