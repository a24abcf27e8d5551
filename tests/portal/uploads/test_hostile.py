"""Two hundred hostile files: refused with a message in plain words."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.conf import LazySettings

from portal.uploads.checking import CHECKS, refuse_dangerous
from portal.uploads.refusals import UploadRefused

from . import good
from .hostile import WHOLE, Hostile, everything

HOSTILE = everything()


def check(name: str, data: bytes) -> None:
    refuse_dangerous(BytesIO(data), name=name, size=len(data))


@pytest.fixture(autouse=True)
def _in_this_process(settings: LazySettings) -> None:
    settings.READ_UPLOADS_APART = False


def test_there_are_two_hundred() -> None:
    assert len(HOSTILE) >= 200


@pytest.mark.parametrize("hostile", HOSTILE, ids=str)
def test_is_refused_with_a_message(hostile: Hostile) -> None:
    with pytest.raises(UploadRefused) as refused:
        check(hostile.name, hostile.made())
    assert hostile.said in refused.value.message
    assert len(refused.value.message) > 15


@pytest.mark.parametrize("extension", WHOLE)
def test_a_good_file_is_kept(extension: str) -> None:
    check(f"Fiche d’enregistrement (2026).{extension}", WHOLE[extension]())


def test_a_link_in_a_word_file_is_no_call_elsewhere() -> None:
    links = (
        b'<Relationships><Relationship Id="r1" Type="http://o/hyperlink" '
        b'Target="https://onm.ht" TargetMode="External"/>'
        b'<Relationship Id="r2" Type="http://o/attachedTemplate" '
        b'Target="file:///C:\\Modele.dotm" TargetMode="External"/>'
        b"</Relationships>"
    )
    check("a.docx", good.rewritten(good.word(), {"word/_rels/settings.xml.rels": links}))


def test_every_accepted_type_has_its_check(settings: LazySettings) -> None:
    assert set(settings.UPLOAD_EXTENSIONS) == set(CHECKS)
