"""What source 000 repeats is found in the structure that the portal ships, and nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from uuid import uuid5

import pytest
import yaml
from django.conf import settings

from org.content import Kind, Post, Responsibility, Seat, StructureContent
from org.gaps.kinds import Gap
from org.gaps.repeats import find_repeats
from org.gaps.survey import Finding, Text
from org.importing.mapping import NAMESPACE, work_key

TECHNICAL, OFFICES = "Direction Technique et de Recherche", "Direction des Bureaux Départementaux"
SERVICES = {
    "Service d’Accueil",
    "Service de réintégration socio-économique",
    "Service de Migration et de la Main d’œuvre",
}


def text_of(number: int, row: dict[str, Any]) -> Text:
    place = row.get("place")
    content = StructureContent(
        title=row["title"],
        mission=row.get("mission", ""),
        kind=Kind(row["kind"], row["kind"]) if "kind" in row else None,
        seat=Seat(place, place, "HT") if place else None,
        responsibilities=tuple(
            Responsibility(
                uuid5(NAMESPACE, f"{row['key']} {each['key']}"), each["text"], each.get("internal_rules", False)
            )
            for each in row.get("responsibilities", ())
        ),
        posts=tuple(
            Post(
                uuid5(NAMESPACE, f"{row['key']} {each['key']}"),
                each["title"],
                qualifications=each.get("qualifications", ""),
            )
            for each in row.get("posts", ())
        ),
    )
    parent = work_key(row["parent"]) if "parent" in row else None
    about = (number, work_key(row["key"]), parent, row["title"], "fr", True, False, datetime.date.min)
    return Text(*about, content, None)


@pytest.fixture(scope="module")
def found() -> list[Finding]:
    def rows() -> Iterator[dict[str, Any]]:
        for name in ("onm", "iom"):
            file = yaml.load((settings.BASE_DIR / "content" / f"{name}.yaml").read_text(), yaml.CSafeLoader)
            yield from (file["organisation"], *file["units"])

    texts = [text_of(number, row) for number, row in enumerate(rows())]
    survey: Any = SimpleNamespace(sources=texts, by_work={text.work: text for text in texts})
    return list(find_repeats(survey))


def test_what_the_source_repeats_is_found_at_every_place(found: list[Finding]) -> None:
    repeated = [finding for finding in found if finding.gap == Gap.REPEATED]
    assert {finding.text.title for finding in repeated} == {TECHNICAL, OFFICES, *SERVICES}
    (told,) = (finding.said.text for finding in repeated if finding.text.title == OFFICES)
    assert told == f"9 lignes comme dans « {TECHNICAL} »"


def test_offices_of_several_towns_are_no_finding(found: list[Finding]) -> None:
    assert not [finding for finding in found if "Bureau départemental" in finding.text.title]
    assert len(found) < 30
