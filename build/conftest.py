"""What the doctests of the rules may call without importing it."""

import pytest

from zongjie.clean.edits import fix


@pytest.fixture(autouse=True)
def _names(doctest_namespace: dict[str, object]) -> None:
    doctest_namespace["fix"] = fix
