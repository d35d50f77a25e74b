"""Tables of facts that come with the package, and the reader of them."""
