"""Pages → `docs/` → the site, and what is made of it: the only step that writes."""

from zongjie.site.renderers import SiteError
from zongjie.site.write import (
    GENERATED,
    GENERATED_FILES,
    Plan,
    Written,
    build_site,
    lay_out,
    recover,
    serve,
    write_docs,
    write_zip,
)

__all__ = [
    "GENERATED",
    "GENERATED_FILES",
    "Plan",
    "SiteError",
    "Written",
    "build_site",
    "lay_out",
    "recover",
    "serve",
    "write_docs",
    "write_zip",
]
