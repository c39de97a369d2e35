"""How the encoder is made; never imported by the package. Start with `python -m train --help`."""
