"""Build the wheel, the source archive and the bill of materials, and try the wheel as users will.

    python -m tools.dist OUT RELEASE_BIN

Every Python of 3.11 to 3.13 that is found here gets a fresh environment: the locked dependencies and the wheel. There
the program reads a report, adds it to a ledger, and serves a page, and a typed program that uses it passes mypy.
RELEASE_BIN holds `uv` and `cyclonedx-py`. Exit code 1 and a reason at the first thing that does not hold.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.error
import urllib.request
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ROOT = Path(__file__).parents[1]
VERSIONS = ("3.11", "3.12", "3.13")
LARGEST = 90_000_000
"""Bytes of an archive; package indexes take 100 MB."""
SAMPLE = ROOT / "samples" / "reports" / "grain-deal.txt"
NEEDED = (
    *("py.typed", "models/reader.onnx", "models/embedder.onnx", "models/bytesums.onnx", "models/tokenizer.json"),
    *("lexicon/gazetteer.bin",),
    *("lexicon/actors.tsv", "web/templates/desk.html", "export/templates/page.html", "store/migrations/env.py"),
)
CONSUMER = """import reportedly

found: reportedly.Reading = reportedly.read(reportedly.open("report.txt"))
who: list[str | None] = [s.actor.name if s.actor else None for s in found.statements]
for problem in reportedly.open_all("reports"):
    if isinstance(problem, reportedly.Report):
        reveal_type(problem.text)
with reportedly.Ledger("story.db", make=True) as ledger:
    reveal_type([c.wording for c in ledger.claims()])
wrong: int = reportedly.to_json(found)  # type: ignore[assignment]
"""
"""A program that uses the package: what is right passes, what is wrong is noticed (an unused `ignore` is an error)."""


class NotFit(Exception):
    """Something that keeps this from being released."""


def build(out: Path) -> tuple[Path, Path]:
    """The wheel and the source archive, with the time of the last commit: the same source gives the same bytes."""
    shutil.rmtree(out, ignore_errors=True)
    stamp = _run("git", "log", "-1", "--format=%ct", cwd=ROOT).strip()
    _run(sys.executable, "-m", "hatchling", "build", "-d", str(out), cwd=ROOT, env={"SOURCE_DATE_EPOCH": stamp})
    (wheel,), (source,) = out.glob("*.whl"), out.glob("*.tar.gz")
    return wheel, source


def contents(wheel: Path, source: Path) -> None:
    """Check names, version, size, licences and what must be inside."""
    for archive in (wheel, source):
        if archive.stat().st_size >= LARGEST:
            raise NotFit(f"{archive.name} has {archive.stat().st_size:,} bytes: at most {LARGEST:,}")
        if f"-{__version__}" not in archive.name:
            raise NotFit(f"{archive.name} is not of version {__version__}")
    inside = set(zipfile.ZipFile(wheel).namelist())
    dist_info = f"reportedly-{__version__}.dist-info"
    wanted = {f"reportedly/{name}" for name in NEEDED}
    wanted |= {f"{dist_info}/licenses/{name}" for name in ("LICENSE", "NOTICE")}
    _no_missing(wheel, wanted - inside)
    if others := sorted(name for name in inside if not name.startswith(("reportedly/", dist_info))):
        raise NotFit(f"{wheel.name} holds {others[0]}, which is not of the package")
    with tarfile.open(source) as archive_of_source:
        names = set(archive_of_source.getnames())
    top = f"reportedly-{__version__}"
    _no_missing(source, {f"{top}/{n}" for n in ("LICENSE", "NOTICE", "pyproject.toml", "README.md")} - names)


def pythons() -> Mapping[str, Path]:
    """An interpreter for each version that is found: on the path, or where pyenv puts them."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    found: dict[str, Path] = {}
    for version in VERSIONS:
        on_path = shutil.which(f"python{version}")
        places = [*([Path(on_path)] if on_path else []), *pyenv.glob(f"{version}.*/bin/python{version}")]
        for place in places:
            with suppress(NotFit, OSError):
                _run(str(place), "-c", "import venv, sqlite3, ssl")
                found[version] = place
                break
    return found


def installed(python: Path, wheel: Path, uv: Path, place: Path) -> Path:
    """The interpreter of a fresh environment with the locked dependencies and the wheel."""
    _run(str(uv), "venv", "--quiet", "--python", str(python), str(place))
    inside = place / "bin" / "python"
    install = (str(uv), "pip", "install", "--quiet", "--python", str(inside))
    _run(*install, "--require-hashes", "-r", str(ROOT / "requirements.lock"))
    _run(*install, "--no-deps", "--no-index", str(wheel))
    return inside


def tried(python: Path, place: Path) -> str:
    """Run the installed program as a user would, outside the source; returns what it said of itself."""
    program, ledger = str(python.parent / "reportedly"), str(place / "story.db")
    said = _run(program, "--version", cwd=place).strip()
    if __version__ not in said:
        raise NotFit(f"{program} says that it is {said!r}")
    where = _run(str(python), "-c", "import reportedly; print(reportedly.__file__)", cwd=place)
    if str(ROOT / "src") in where:
        raise NotFit(f"{python} imports the source, not the wheel: {where}")
    if '"statements": [{' not in _run(program, "read", "--json", str(SAMPLE), cwd=place):
        raise NotFit(f"{program} reads no statement in {SAMPLE.name}")
    _run(program, "--ledger", ledger, "add", str(SAMPLE), cwd=place)
    _run(program, "--ledger", ledger, "verify", cwd=place)
    _served(program, ledger, place)
    return said


def _served(program: str, ledger: str, place: Path) -> None:
    with subprocess.Popen(
        [program, "--ledger", ledger, "serve", "--port", "0"],
        cwd=place,
        env=_outside({"PYTHONUNBUFFERED": "1"}),
        stdout=subprocess.PIPE,
        text=True,
    ) as desk:
        try:
            assert desk.stdout is not None
            address = re.search(r"http://127\.0\.0\.1:\d+/", desk.stdout.readline())
            if address is None:
                raise NotFit(f"{program} serve names no address")
            for path in ("", "claims", "reports", "openapi.json"):
                if not _page(f"{address[0]}{path}"):
                    raise NotFit(f"{address[0]}{path} does not answer")
        finally:
            desk.terminate()


def _page(address: str) -> bool:
    for _ in range(50):
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.status == 200 and len(answer.read()) > 200
        except urllib.error.HTTPError:
            return False
        except OSError:  # it does not listen yet
            time.sleep(0.2)
    return False


def consumer(python: Path, place: Path) -> None:
    """Type-check a program that uses the installed package."""
    program = place / "consumer.py"
    program.write_text(CONSUMER, "utf-8")
    checked = (sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(place / "mypy"))
    said = _run(*checked, "--config-file", os.devnull, "--python-executable", str(python), program.name, cwd=place)
    if said.count('"builtins.str"') + said.count('"str"') < 1 or "list[str]" not in said.replace("builtins.", ""):
        raise NotFit(f"mypy does not see the types of the package: {said}")


def bill(python: Path, cyclonedx: Path, out: Path) -> Path:
    """The bill of materials (CycloneDX, JSON) of an environment with the wheel."""
    written = out / f"reportedly-{__version__}.cdx.json"
    project = ("--pyproject", str(ROOT / "pyproject.toml"), "--mc-type", "application")
    _run(str(cyclonedx), "environment", *project, "--output-reproducible", "-o", str(written), str(python))
    text = written.read_text("utf-8")
    _no_missing(written, {name for name in ('"reportedly"', '"spacy"', '"numpy"', '"licenses"') if name not in text})
    return written


def _no_missing(archive: Path, missing: Iterable[str]) -> None:
    if lacks := sorted(missing):
        raise NotFit(f"{archive.name} lacks {', '.join(lacks)}")


def _outside(more: Mapping[str, str]) -> dict[str, str]:
    """The variables of a program that must not find the source."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV", "REPORTEDLY_LEDGER")}
    return {**kept, **more}


def _run(*words: str, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    done = subprocess.run(words, cwd=cwd, env=_outside(env or {}), capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotFit(f"{' '.join(words)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def main(words: list[str]) -> int:
    """Build, check and try; print what was made."""
    if len(words) != 2:
        print("name the folder for the archives and the folder of uv and cyclonedx-py", file=sys.stderr)
        return 2
    out, tools = (Path(w).absolute() for w in words)
    try:
        wheel, source = build(out)
        contents(wheel, source)
        found = pythons()
        if not found:
            raise NotFit(f"none of Python {', '.join(VERSIONS)} is found here")
        for version, python in found.items():
            with tempfile.TemporaryDirectory(prefix="reportedly-") as folder:
                place = Path(folder)
                inside = installed(python, wheel, tools / "uv", place / "env")
                said = tried(inside, place)
                consumer(inside, place)
                if version == min(found):
                    print(bill(inside, tools / "cyclonedx-py", out))
                print(f"Python {version}: {said}: reads, adds, verifies, serves, type-checks")
    except NotFit as problem:
        print(f"not fit for release: {problem}", file=sys.stderr)
        return 1
    for missing in sorted(set(VERSIONS) - set(found)):
        print(f"Python {missing}: not found here and not tried", file=sys.stderr)
    for archive in (wheel, source):
        print(f"{archive} ({archive.stat().st_size / 1e6:.1f} MB)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
