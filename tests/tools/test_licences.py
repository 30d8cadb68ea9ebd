"""The licences of what is installed with Reportedly."""

from __future__ import annotations

from email.message import Message
from importlib.metadata import PackageMetadata
from typing import cast

import pytest

from tools import licences


def test_every_package_that_reportedly_needs_may_be_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert licences.main() == 0, capsys.readouterr().out
    names = {p.name for p in licences.packages()}
    assert {"spacy", "numpy", "sqlalchemy", "psycopg", "pdfminer-six", "cryptography"} <= names
    assert not {"codespell", "pytest"} & names  # tools for development


@pytest.mark.parametrize(
    ("licence", "allowed"),
    [
        ("MIT", True),
        ("MIT AND Zlib", True),
        ("GPL-3.0-only OR MIT", True),
        ("(GPL-3.0-only OR MIT) AND GPL-3.0-only", False),
        ("(MIT OR GPL-3.0-only) AND GPL-3.0-only", False),
        ("(MIT OR GPL-3.0-only) AND (Zlib)", True),
        ("GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("Mozilla Public License 2.0 (MPL 2.0)", True),
        ("", False),
    ],
)
def test_an_expression_is_allowed_in_all_parts_of_one_alternative(licence: str, allowed: bool) -> None:
    assert licences.may_be_used(licence, licences.allowed()) is allowed


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ([("License-Expression", "MIT"), ("License", "other")], "MIT"),
        ([("Classifier", "License :: OSI Approved :: BSD License"), ("License", "x")], "BSD License"),
        ([("License", "Apache-2.0"), ("Classifier", "Programming Language :: Python")], "Apache-2.0"),
        ([("License", "Permission is hereby\ngranted")], ""),
        ([], ""),
    ],
)
def test_a_licence_is_named_by_expression_classifier_or_words(fields: list[tuple[str, str]], licence: str) -> None:
    found = Message()
    for name, value in fields:
        found[name] = value
    assert licences.licence_of(cast("PackageMetadata", found)) == licence


def test_another_licence_ends_the_check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    package = licences.Package(name="thing", version="1", licence="Proprietary")
    monkeypatch.setattr(licences, "packages", lambda: iter([package]))
    assert licences.main() == 1
    assert capsys.readouterr().out.startswith("thing 1: Proprietary: not in tools/licences.tsv")
