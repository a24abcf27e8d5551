"""What a text of the structure says of itself: its passages, its links, its head."""

from __future__ import annotations

from uuid import UUID

from hypothesis import given

from org.content import Post, Responsibility, StructureContent
from org.kinds import UNIT
from portal.editions.passages import PassageKind
from portal.editions.seals import canonical

from .contents import contents


@given(contents)
def test_content_is_read_back_from_its_sealed_form_without_loss(content: StructureContent) -> None:
    assert UNIT.read(UNIT.write(content), UNIT.schema) == content


@given(contents)
def test_everything_that_can_be_sealed_has_a_seal(content: StructureContent) -> None:
    assert canonical(UNIT.write(content))


@given(contents)
def test_every_sentence_can_be_found_at_the_anchor_that_shows_it(content: StructureContent) -> None:
    found = list(content.passages())
    anchors = [passage.anchor for passage in found]
    assert len(anchors) == len(set(anchors))
    assert all(passage.text for passage in found)
    said = {passage.anchor: passage.text for passage in found}
    assert said[""] == content.title
    for duty in content.responsibilities:
        assert said[str(duty.id)] == duty.text
    for post in content.posts:
        assert said[str(post.id)].startswith(post.title)


def test_what_internal_rules_define_is_told_from_what_the_text_says() -> None:
    said = Responsibility(UUID(int=1), "Contrôler.")
    elsewhere = Responsibility(UUID(int=2), "Voir le règlement.", internal_rules=True)
    kinds = [passage.kind for passage in StructureContent("Unité", responsibilities=(said, elsewhere)).passages()]
    assert kinds == [PassageKind.TITLE, PassageKind.RESPONSIBILITY, PassageKind.INTERNAL_RULES]


def test_contact_data_are_no_passages() -> None:
    post = Post(UUID(int=1), "Chef ou Cheffe", phone="+509 2222 0000", email="chef@example.org", office="B 12")
    text = " ".join(passage.text for passage in StructureContent("Unité", posts=(post,)).passages())
    assert "2222" not in text
    assert "example.org" not in text


def test_the_first_post_marked_as_head_heads_the_unit() -> None:
    posts = (Post(UUID(int=1), "Secrétaire"), Post(UUID(int=2), "Directeur ou Directrice", head=True))
    assert StructureContent("Unité", posts=posts).head == posts[1]
    assert StructureContent("Unité", posts=posts[:1]).head is None
