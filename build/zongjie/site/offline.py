"""A built site → the same site for a folder without a server, as one zip.

From `file://` browsers fetch nothing and load no modules, and a link to a folder shows its list of
files. So links name the `index.html` they mean, the scripts become one, and the index's files
become scripts that hand over their bytes (see `scripts.js`).
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

from zongjie.site.bundle import bundle
from zongjie.site.renderers import SiteError

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_LINK = re.compile(
    r'(?<=\s)(href|action)=("?)(?![a-z][a-z0-9+.-]*:|/|#|\?)([^"?#\s>]*)([^"\s>]*)\2'
)
_MODULE = re.compile(r"<script src=(\S*)ui/site\.js type=module></script>")
_FEED = re.compile(r'<link [^<>]*rel="feed [^<>]*>')
_FOLDER_LINK = re.compile(r"(?:^|/)(?:\.{1,2})?$")
_SERVERS_ONLY = ("404.html", "robots.txt", "feed.xml", "sitemap.xml", "sitemap.xml.gz")
_SCRIPT = "offline.js"
_PLAIN = ("base.js", "bundle.js")
"""No modules: pages load them as they are."""


def files(site: Path) -> Iterator[tuple[str, bytes]]:
    """Give the files of the offline site by their paths, in order.

    Raises:
        SiteError: If the site was not finished by zongjie, and so has no folder of scripts.
    """
    code = next((path.name for path in site.glob("code-*")), "")
    if not code:
        raise SiteError(f"{site} 里没有程序目录 code-…，不是 zongjie build 生成的")
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    modules: dict[str, str] = {}
    for path in paths:
        name = path.relative_to(site).as_posix()
        folder, _, rest = name.partition("/")
        if name in _SERVERS_ONLY:
            continue
        if folder == code and name.endswith(".js") and rest not in _PLAIN:
            modules[rest] = path.read_text("utf-8")
        elif name.endswith(".html"):
            yield name, _page(path.read_text("utf-8")).encode()
        elif folder in ("search", "sources") and name.endswith((".bin", ".json")):
            yield f"{name}.js", _handed_over(rest, path.read_bytes())
        elif name != "search/client.js":
            yield name, path.read_bytes()
    yield f"{code}/{_SCRIPT}", bundle(modules, "ui/main.js").encode()


def _page(html: str) -> str:
    html = _MODULE.sub(rf"<script defer src=\1{_SCRIPT}></script>", _FEED.sub("", html))
    return _TAG.sub(lambda tag: _LINK.sub(_to_file, tag[0]), html)


def _to_file(link: re.Match[str]) -> str:
    name, mark, path, rest = link.groups()
    if path and _FOLDER_LINK.search(path):
        path += "index.html" if path.endswith("/") else "/index.html"
    return f"{name}={mark}{path}{rest}{mark}"


def _handed_over(path: str, data: bytes) -> bytes:
    return b'zongjieFile("%s","%s");\n' % (path.encode(), b64encode(data))
