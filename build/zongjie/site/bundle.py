"""ES modules → few.

One classic script for pages without a server, where browsers load no modules; two modules for those
with one, where each file costs a round trip and imports come one after another.

Only the forms of import and export that the theme uses are known; any other is an error, not a
guess. Each module becomes a function that is called once, when it is first needed, and its imports
are called before it, so that modules must not import each other in a circle.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping
from posixpath import dirname, normpath

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.[^"]+)";$', re.MULTILINE)
_ALONE = re.compile(r'^import "(\.[^"]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export ((?:async function|function|class|const) (\w+))", re.MULTILINE)
_NAMES = re.compile(r"^export \{([^}]*)\};$", re.MULTILINE)
_LATER = re.compile(r'\bimport\("(\.[^"]+)"\)')
_COMMENT = re.compile(r"/\*\*?.*?\*/", re.DOTALL)
_LEFT = re.compile(r"^\s*(?:import|export)\b.*", re.MULTILINE)

_RUNTIME = """\
const ready = {};
const need = (path) => {
  if (!ready[path]) modules[path](ready[path] = {}, new URL(path, base).href);
  return ready[path];
};
"""


_LOADER = """\
const later = async (path) => {{
  Object.assign(modules, (await import({})).modules(need, later));
  return need(path);
}};
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
    at_once, rest = _gathered(modules, entry, ())
    texts = {
        path: _body(path, text, lambda _, path: f"Promise.resolve().then(() => need({path}))")
        for path, text in (at_once | rest).items()
    }
    return (
        '(() => {\n"use strict";\nconst base = document.currentScript.src;\n'
        f"{_RUNTIME}const modules = {_object(texts)};\nneed({json.dumps(entry)});\n}})();\n"
    )


def joined(modules: Mapping[str, str], entry: str, apart: Collection[str] = ()) -> tuple[str, str]:
    """Give a module that does what the module `entry` does, and one that it loads when it must.

    They belong beside `entry`; the second is named as `later` names it.

    Args:
        modules: As for `bundle`.
        entry: As there.
        apart: Modules that stay by themselves where they are imported when needed.

    Raises:
        BundleError, KeyError: As there.
    """

    def load(target: str, path: str) -> str:
        if json.loads(path) in apart:
            return f"import(new URL({json.dumps(target)}, here))"
        return f"later({path})"

    at_once, rest = (
        _object({path: _body(path, text, load) for path, text in some.items()})
        for some in _gathered(modules, entry, apart)
    )
    root = json.dumps("../" * entry.count("/") or "./")
    loader = _LOADER.format(json.dumps(f"./{later(entry).rpartition('/')[2]}"))
    first = (
        f"const base = new URL({root}, import.meta.url);\n{_RUNTIME}{loader}"
        f"const modules = {at_once};\nneed({json.dumps(entry)});\n"
    )
    return first, f"export const modules = (need, later) => ({rest});\n"


def later(entry: str) -> str:
    """Name the module of what another needs later.

    >>> later("ui/main.js")
    'ui/main-later.js'
    """
    return f"{entry.removesuffix('.js')}-later.js"


def _object(bodies: Mapping[str, str]) -> str:
    rows = ",\n".join(
        f"{json.dumps(path)}(exports, here) {{\n{body}\n}}" for path, body in sorted(bodies.items())
    )
    return f"{{\n{rows}\n}}"


def _gathered(
    modules: Mapping[str, str], entry: str, apart: Collection[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Give the texts of the modules that are needed at once, and of those needed later."""
    at_once: dict[str, str] = {}
    waiting = _gather(modules, entry, at_once, ())
    found = dict(at_once)
    while waiting:
        path = waiting.pop()
        if path not in apart:
            waiting += _gather(modules, path, found, ())
    return at_once, {path: text for path, text in found.items() if path not in at_once}


def _gather(
    modules: Mapping[str, str], path: str, found: dict[str, str], above: tuple[str, ...]
) -> list[str]:
    """Add a module and all that it imports, and give what they import when needed."""
    if path in above:
        raise BundleError(f"{path}: is imported in a circle, by {' → '.join(above)}")
    if path in found:
        return []
    text = _COMMENT.sub("", modules[path])
    targets = [*(target for _, target in _IMPORT.findall(text)), *_ALONE.findall(text)]
    waiting = [_resolved(path, target) for target in _LATER.findall(text)]
    for target in targets:
        waiting += _gather(modules, _resolved(path, target), found, (*above, path))
    found[path] = text
    return waiting


def _resolved(path: str, target: str) -> str:
    return normpath(f"{dirname(path)}/{target}").lstrip("/")


def _body(path: str, text: str, load: Callable[[str, str], str]) -> str:
    def call(target: str) -> str:
        return f"need({json.dumps(_resolved(path, target))})"

    names = [name for _, name in _EXPORT.findall(text)]
    names += [name.strip() for listed in _NAMES.findall(text) for name in listed.split(",")]
    text = _IMPORT.sub(lambda m: f"const {{{m[1].replace(' as ', ': ')}}} = {call(m[2])};", text)
    text = _ALONE.sub(lambda m: f"{call(m[1])};", text)
    text = _LATER.sub(lambda m: load(m[1], json.dumps(_resolved(path, m[1]))), text)
    text = _EXPORT.sub(r"\1", _NAMES.sub("", text)).replace("import.meta.url", "here")
    if left := _LEFT.search(text):
        raise BundleError(f"{path}: no known form of import or export: {left[0].strip()}")
    given = "".join(f"exports.{name} = {name};\n" for name in names if name)
    return re.sub(r"\n{2,}", "\n", text).strip() + "\n" + given.rstrip()
