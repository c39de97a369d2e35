"""The language model: words of sentences in, labels out. The only place that runs it.

encoder = load_encoder(threads=2)
(labels,) = encoder([["Russia", "must", "stop", "bombarding", "cities", "."]])
labels.heads  # (3, 3, 0, 3, 4, 3)
"""

from standoff.encoder.encoder import Encoder, load_encoder
from standoff.encoder.labels import Label, NameSpan, Role, WordLabels

__all__ = ["Encoder", "Label", "NameSpan", "Role", "WordLabels", "load_encoder"]
