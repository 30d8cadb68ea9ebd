"""The Dockerfile and compose.yaml, as far as they can be read without a container engine."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import click
import yaml
from dockerfile_parse import DockerfileParser

from reportedly.cli import main

ROOT = Path(__file__).parents[2]


def _steps() -> list[tuple[str, str]]:
    parser = DockerfileParser(path=str(ROOT / "Dockerfile"), env_replace=False)
    return [(step["instruction"], step["value"]) for step in parser.structure if step["instruction"] != "COMMENT"]


def _compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return found


def _check_command(words: list[str]) -> None:
    """Check that the command line knows a command and its options; nothing is run."""
    words = [re.sub(r"\$\{(\w+):\?\}", r"\1", word) for word in words]
    context = main.make_context("reportedly", words[:])
    name, command, rest = main.resolve_command(context, words)
    assert command is not None
    assert name is not None
    if isinstance(command, click.Group):
        inner = click.Context(command, parent=context, info_name=name)
        name, command, rest = command.resolve_command(inner, rest)
        assert command is not None
    made = command.make_context(name, rest, parent=context)
    assert made.params


def test_the_image_has_a_fixed_base_two_stages_and_no_root() -> None:
    steps = _steps()
    names = [name for name, _ in steps]
    assert names.count("FROM") == 2
    base = next(value for name, value in steps if name == "ARG")
    assert re.fullmatch(r"BASE=python:3\.1[1-3]-slim-\w+(@sha256:[0-9a-f]{64})?", base)
    assert [value for name, value in steps if name == "FROM"] == ["${BASE} AS build", "${BASE}"]
    last = names.index("FROM", names.index("FROM") + 1)
    assert re.fullmatch(r"\d+:\d+", dict(steps[last:])["USER"]), "a number, so that it can be seen not to be root"
    assert "USER" in names
    assert names.index("USER") < names.index("ENTRYPOINT") < names.index("CMD")
    assert "ADD" not in names


def test_the_image_installs_nothing_without_a_hash() -> None:
    installs = [
        value for name, value in _steps() if name == "RUN" and re.search(r"\binstall\b", value) and "pip" in value
    ]
    assert len(installs) == 2
    assert "--require-hashes -r requirements-server.lock" in installs[0]
    assert "--no-deps --no-build-isolation" in installs[1]


def test_what_is_copied_is_let_through_to_the_build() -> None:
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").split() if line.startswith("!")}
    copied = [
        word for name, value in _steps() if name == "COPY" and "--from" not in value for word in value.split()[:-1]
    ]
    assert {Path(word).name for word in copied} == let_through
    assert all((ROOT / name).exists() for name in let_through)


def test_the_image_starts_what_there_is() -> None:
    steps = dict(_steps())
    assert json.loads(steps["ENTRYPOINT"]) == ["reportedly"]
    _check_command(json.loads(steps["CMD"]))
    health = json.loads(steps["HEALTHCHECK"].partition("CMD ")[2])
    assert health[:2] == ["python", "-c"]
    assert "http://127.0.0.1:8321/healthz" in health[2]
    compile(health[2], "health", "exec")


def test_the_services_start_what_there_is_on_one_database() -> None:
    services = _compose()["services"]
    assert set(services) == {"db", "init", "desk", "watch"}
    for name in ("init", "desk", "watch"):
        service = services[name]
        _check_command(service["command"])
        assert (
            service["environment"]["REPORTEDLY_LEDGER"] == "postgresql://reportedly:${POSTGRES_PASSWORD:?}@db:5432/news"
        )
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert "privileged" not in service
    assert services["desk"]["environment"]["REPORTEDLY_TOKEN"] == "${REPORTEDLY_TOKEN:?}"
    assert services["init"]["depends_on"] == {"db": {"condition": "service_healthy"}}
    assert services["init"]["restart"] == "no"
    for name in ("desk", "watch"):
        assert services[name]["depends_on"] == {"init": {"condition": "service_completed_successfully"}}


def test_nothing_is_open_to_other_machines_and_no_secret_is_written_down() -> None:
    services = _compose()["services"]
    assert "ports" not in services["db"]
    assert services["desk"]["ports"] == ["127.0.0.1:8321:8321"]
    secrets = [
        value
        for service in services.values()
        for key, value in service.get("environment", {}).items()
        if re.search("PASSWORD|TOKEN|SECRET|KEY", key)
    ]
    assert len(secrets) == 2
    assert all(re.fullmatch(r"\$\{\w+:\?\}", value) for value in secrets), "missing ones stop it"


def test_every_volume_and_image_is_named() -> None:
    compose = _compose()
    used = {v.partition(":")[0] for s in compose["services"].values() for v in s.get("volumes", ())}
    assert used == set(compose["volumes"])
    assert all(re.search(r":[\w.-]+$", s["image"]) for s in compose["services"].values()), "no image without a tag"
    assert shlex.split(compose["services"]["db"]["healthcheck"]["test"][1])[0] == "pg_isready"
