"""Pages → `docs/` → the site, and what is made of it: the step that writes."""

from zongjie.site.docs import GENERATED, GENERATED_FILES, MANIFEST, write_docs
from zongjie.site.guard import guard
from zongjie.site.renderers import SiteError
from zongjie.site.write import Plan, build_site, lay_out, preview, recover, serve, write_zip

__all__ = [
    "GENERATED",
    "GENERATED_FILES",
    "MANIFEST",
    "Plan",
    "SiteError",
    "build_site",
    "guard",
    "lay_out",
    "preview",
    "recover",
    "serve",
    "write_docs",
    "write_zip",
]
