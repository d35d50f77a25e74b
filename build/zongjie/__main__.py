"""`python -m zongjie`."""

from zongjie.cli import run

run()
