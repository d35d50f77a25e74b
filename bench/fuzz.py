"""Do the readers stand up to damaged files? Mutates real files of each format for a given time.

    python bench/fuzz.py --seconds 600 [--seed 1] [--found fuzz-found]

Every case must be read, or refused with an InputError, within half a minute of CPU and two gigabytes. What
fails is kept in the folder of finds; the exit code is 1 then. The older Word format is left out: it
is LibreOffice that reads it, in a process of its own. Prints cases, CPU seconds and refusals by kind.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import multiprocessing
import random
import resource
import shutil
import signal
import sys
import time
import traceback
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from zongjie.errors import InputError
from zongjie.read import read_file, sources
from zongjie.read.kinds import SUFFIXES

FILES = Path(__file__).parent.parent / "tests" / "files"
SUFFIXES_TRIED = tuple(s for s in SUFFIXES if s not in (".doc", ".wps", ".rtf"))
PATIENCE = 30
MEMORY = 2_000_000_000
BATCH = 60
"""Seconds after which a fresh process goes on, so that none grows old."""
TOKENS = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b"PK\x05\x06", b"%PDF-1.7", b"endobj",
    b"stream\r\n", b"/Encrypt 1 0 R", b"/Count 999999999", b"<w:p>", b"</w:p>", b'<w:numPr/>',
    b'w:val="-1"', b'w:val="99999999999999999999"', b"%1%2%9", b"<!DOCTYPE x [<!ENTITY a 'b'>]>",
    b"&a;", b"<table><tr><td>", b"<ol start=9>", b"<pre>\n\n", b"charset=utf-7", b"charset=rot13",
    b"charset=utf-16", b"Content-Type: text/html; charset=zlib\n", b"\xe2\x80\xae", b"\xed\xa0\x80",
    "一、（一）１.①".encode(), b"\\", b"(" * 400, b"<div>" * 400,
)  # fmt: skip


def main() -> int:
    """Run until the time is up; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60, help="of CPU time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"))
    options = parser.parse_args()
    spent, totals, seed, finds = 0.0, Counter[str](), options.seed, 0
    while spent < options.seconds:
        with TemporaryDirectory() as name:
            done = Path(name) / "done"
            process = multiprocessing.Process(
                target=_work, args=(seed, Path(name), min(BATCH, options.seconds - spent))
            )
            process.start()
            process.join()
            if process.exitcode:
                finds += 1
                options.found.mkdir(exist_ok=True)
                for file in (Path(name) / "corpus").iterdir():
                    shutil.copy(file, options.found / f"{seed}-{file.name}")
                print(f"seed {seed}: ended with {process.exitcode}", flush=True)
            seconds, *counted = done.read_text().split() if done.exists() else ("5",)
            spent += float(seconds)
            totals.update({k: int(v) for k, v in (c.split("=") for c in counted)})
        seed += 1
    print(
        f"{spent:.0f} s of CPU, {sum(v for k, v in totals.items() if ':' in k):,} cases, {finds} finds"
    )
    for kind, number in sorted(totals.items()):
        print(f"  {kind:24} {number:,}")
    return 1 if finds else 0


def _work(seed: int, folder: Path, limit: float) -> None:
    """Try cases for a while; the one that fails is left in the folder."""
    logging.disable()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    rng, counted = random.Random(seed), Counter[str]()
    seeds = {file.suffix: file.read_bytes() for file in sorted(FILES.iterdir())}
    del seeds[".doc"]
    seeds[".zip"] = _packed(seeds)
    corpus, done = folder / "corpus", folder / "done"
    corpus.mkdir()
    while (spent := time.process_time()) < limit:
        suffix = rng.choice(sorted(seeds))
        other = rng.choice(SUFFIXES_TRIED)
        path = corpus / f"case{suffix if rng.random() < 0.8 else other}"
        path.write_bytes(mutated(rng, seeds[suffix], [*seeds.values()]))
        signal.setitimer(signal.ITIMER_PROF, PATIENCE)
        try:
            for source in sources(corpus):
                read_file(source, corpus)
            counted[f"{path.suffix[1:]}:read"] += 1
        except InputError:
            counted[f"{path.suffix[1:]}:refused"] += 1
        except BaseException:
            traceback.print_exc()
            _report(done, spent, counted)
            sys.exit(1)
        path.unlink()
        if counted.total() % 50 == 0:
            _report(done, spent, counted)
    _report(done, time.process_time(), counted)


def _report(done: Path, spent: float, counted: Counter[str]) -> None:
    done.write_text(" ".join([f"{spent:.1f}", *(f"{k}={v}" for k, v in counted.items())]))


def _packed(seeds: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for suffix, data in seeds.items():
            package.writestr(f"二〇二一/总结{suffix}", data)
    return out.getvalue()


def mutated(rng: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    """Damage a file: its bytes, or where it is a package some of its members."""
    if data.startswith(b"PK") and rng.random() < 0.8:
        with contextlib.suppress(zipfile.BadZipFile):
            return _repacked(rng, data, seeds)
    return _damaged(rng, data, seeds)


def _repacked(rng: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(out, "w") as target:
        names = package.namelist()
        victims = {rng.choice(names), "word/" + rng.choice(("document.xml", "numbering.xml"))}
        for name in names:
            content = package.read(name)
            target.writestr(name, _damaged(rng, content, seeds) if name in victims else content)
    return out.getvalue()


def _damaged(rng: random.Random, data: bytes, seeds: list[bytes]) -> bytes:
    raw = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16, 64))):
        at = rng.randrange(len(raw) + 1)
        size = rng.choice((1, 2, 8, 100, 2000))
        action = rng.randrange(7)
        if action == 0 and raw:
            raw[at % len(raw)] ^= 1 << rng.randrange(8)
        elif action == 1:
            raw[at : at + size] = rng.randbytes(size)
        elif action == 2:
            del raw[at : at + size]
        elif action == 3:
            raw[at:at] = rng.choice(TOKENS)
        elif action == 4:
            raw[at:at] = raw[at : at + size] * rng.choice((1, 2, 30))
        elif action == 5:
            other = rng.choice(seeds)
            start = rng.randrange(len(other))
            raw[at:at] = other[start : start + size]
        elif rng.random() < 0.1:
            del raw[at:]
    return bytes(raw)


if __name__ == "__main__":
    sys.exit(main())
