"""The vocabulary files."""
