"""ES modules → one classic script, for pages without a server, where browsers load no modules.

Only the forms of import and export that the theme uses are known; any other is an error, not a
guess. Each module becomes a function that is called once, when it is first needed, and its imports
are called before it, so that modules must not import each other in a circle.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from posixpath import dirname, normpath

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";$', re.MULTILINE)
_ALONE = re.compile(r'^import "(\.[^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async function|function|class|const) (\w+))", re.MULTILINE)
_NAMES = re.compile(r"^export \{([^}]*)\};$", re.MULTILINE)
_LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
_COMMENT = re.compile(r"/\*\*?.*?\*/", re.DOTALL)
_LEFT = re.compile(r"^\s*(?:import|export)\b.*", re.MULTILINE)

_RUNTIME = """\
const base = document.currentScript.src;
const ready = {};
const need = (path) => {
  if (!ready[path]) modules[path](ready[path] = {}, new URL(path, base).href);
  return ready[path];
};
"""


class BundleError(ValueError):
    """A module has a form of import or export that is not known, or imports itself."""


def bundle(modules: Mapping[str, str], entry: str) -> str:
    """Give a script that does what the module `entry` does.

    Args:
        modules: All modules by their paths, with forward slashes; unused ones are left out.
        entry: The path of the one to run. `import.meta.url` is the path that a module would have
            beside the script.

    Raises:
        BundleError: A module cannot be read.
        KeyError: A module is not there.
    """
    found: dict[str, str] = {}
    _gather(modules, entry, found, ())
    bodies = ",\n".join(
        f"{json.dumps(path)}(exports, here) {{\n{body}\n}}" for path, body in sorted(found.items())
    )
    return (
        f'(() => {{\n"use strict";\n{_RUNTIME}const modules = {{\n{bodies}\n}};\n'
        f"need({json.dumps(entry)});\n}})();\n"
    )


def _gather(
    modules: Mapping[str, str], path: str, found: dict[str, str], above: tuple[str, ...]
) -> None:
    if path in above:
        raise BundleError(f"{path}: is imported in a circle, by {' → '.join(above)}")
    if path in found:
        return
    text = _COMMENT.sub("", modules[path])
    targets = [*(target for _, target in _IMPORT.findall(text)), *_ALONE.findall(text)]
    now = [_resolved(path, target) for target in targets]
    later = [_resolved(path, target) for target in _LATER.findall(text)]
    for target in now:
        _gather(modules, target, found, (*above, path))
    found[path] = _body(path, text)
    for target in later:
        _gather(modules, target, found, ())


def _resolved(path: str, target: str) -> str:
    return normpath(f"{dirname(path)}/{target}").lstrip("/")


def _body(path: str, text: str) -> str:
    def call(target: str) -> str:
        return f"need({json.dumps(_resolved(path, target))})"

    names = [name for _, name in _EXPORT.findall(text)]
    names += [name.strip() for listed in _NAMES.findall(text) for name in listed.split(",")]
    text = _IMPORT.sub(lambda m: f"const {{{m[1].replace(' as ', ': ')}}} = {call(m[2])};", text)
    text = _ALONE.sub(lambda m: f"{call(m[1])};", text)
    text = _LATER.sub(lambda m: f"Promise.resolve().then(() => {call(m[1])})", text)
    text = _EXPORT.sub(r"\1", _NAMES.sub("", text)).replace("import.meta.url", "here")
    if left := _LEFT.search(text):
        raise BundleError(f"{path}: no known form of import or export: {left[0].strip()}")
    given = "".join(f"exports.{name} = {name};\n" for name in names if name)
    return re.sub(r"\n{2,}", "\n", text).strip() + "\n" + given.rstrip()
