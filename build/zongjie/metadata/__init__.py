"""Metadata of a summary: each value with its basis, its confidence and the evidence for it."""
