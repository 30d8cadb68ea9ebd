"""What is released: names, sizes, licences, what is inside, where it was tried."""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from reportedly import __version__
from tools import dist

INSIDE = [
    *(f"reportedly/{name}" for name in dist.NEEDED),
    *(f"reportedly-{__version__}.dist-info/licenses/{name}" for name in ("LICENSE", "NOTICE")),
]
SOURCE = [f"reportedly-{__version__}/{n}" for n in ("LICENSE", "NOTICE", "pyproject.toml", "README.md")]


def _archives(folder: Path, inside: list[str], source: list[str], version: str = __version__) -> tuple[Path, Path]:
    wheel, archive = folder / f"reportedly-{version}-py3-none-any.whl", folder / f"reportedly-{version}.tar.gz"
    with zipfile.ZipFile(wheel, "w") as whole:
        for name in inside:
            whole.writestr(name, "x")
    with tarfile.open(archive, "w:gz") as packed:
        for name in source:
            packed.addfile(tarfile.TarInfo(name), io.BytesIO())
    return wheel, archive


def test_whole_archives_are_fit(tmp_path: Path) -> None:
    dist.contents(*_archives(tmp_path, INSIDE, SOURCE))


@pytest.mark.parametrize("missing", [*INSIDE, *SOURCE])
def test_archives_that_lack_something_are_not(missing: str, tmp_path: Path) -> None:
    archives = _archives(tmp_path, [n for n in INSIDE if n != missing], [n for n in SOURCE if n != missing])
    with pytest.raises(dist.NotFit, match=missing.replace("+", ".")):
        dist.contents(*archives)


def test_nor_are_foreign_files_other_versions_and_large_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(dist.NotFit, match=r"holds tests/x.py"):
        dist.contents(*_archives(tmp_path, [*INSIDE, "tests/x.py"], SOURCE))
    with pytest.raises(dist.NotFit, match="is not of version"):
        dist.contents(*_archives(tmp_path, INSIDE, SOURCE, version="9.9"))
    monkeypatch.setattr(dist, "LARGEST", 10)
    with pytest.raises(dist.NotFit, match="at most 10"):
        dist.contents(*_archives(tmp_path, INSIDE, SOURCE))


def test_everything_that_must_be_inside_is_in_the_source() -> None:
    package = dist.ROOT / "src" / "reportedly"
    assert [name for name in dist.NEEDED if not (package / name).is_file()] == []


def test_the_running_python_is_found() -> None:
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert version in dist.VERSIONS
    assert set(dist.pythons()) <= set(dist.VERSIONS)


def test_a_command_that_fails_ends_it_with_its_words() -> None:
    with pytest.raises(dist.NotFit, match=r"(?s)exit code 3.*no such thing"):
        dist._run(sys.executable, "-c", "import sys; print('no such thing', file=sys.stderr); sys.exit(3)")
    assert dist.main([]) == 2
