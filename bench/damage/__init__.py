"""Damage with known truth: what copies on the web do to a text, and how well cleaning undoes it."""
