"""Older office files (.doc, .wps, .rtf) → text, by way of LibreOffice or antiword where they are there."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from zongjie.read import word
from zongjie.read.extract import DAMAGED, Extract, RefusedError

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 180
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop>
</item>
</oor:items>
"""
"""No macro runs, and nothing that a document refers to is fetched."""


def read(data: bytes, suffix: str) -> Extract:
    """Read an older office file.

    LibreOffice turns it into .docx, so that Word's own numbering is kept; antiword gives plain text
    and takes nothing but Word's binary format.

    Args:
        data: The file's bytes.
        suffix: What the bytes are: `.doc` or `.rtf`.

    Raises:
        RefusedError: No program is there that reads it, or it cannot, or it takes too long.
    """
    with TemporaryDirectory(prefix="zongjie-") as name:
        folder = Path(name)
        source = folder / f"source{suffix}"
        source.write_bytes(data)
        if program := next(filter(None, map(shutil.which, _PROGRAMS)), None):
            return word.read(_converted(program, source))
        if suffix == ".doc" and (program := shutil.which("antiword")):
            out = Extract("doc")
            out.put(_run([program, "-m", "UTF-8.txt", "-w", "0", str(source)]).decode("utf-8"))
            return out
    raise RefusedError(
        "旧格式的 Office 文件读不了",
        "这台机器上没有 LibreOffice",
        "装上它，或用 Word、WPS 另存为 .docx",
    )


def _converted(program: str, source: Path) -> bytes:
    """Let LibreOffice write a file as .docx, with a profile of its own so that several can run."""
    profile = source.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    home = f"-env:UserInstallation={profile.as_uri()}"
    target = source.parent / "target"
    _run([program, home, "--headless", "--norestore", "--convert-to", "docx",
          "--outdir", str(target), str(source)])  # fmt: skip
    made = target / "source.docx"
    if not made.is_file():
        raise RefusedError(*DAMAGED)
    return made.read_bytes()


def _run(command: Sequence[str]) -> bytes:
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise RefusedError(*DAMAGED) from error
    return done.stdout
