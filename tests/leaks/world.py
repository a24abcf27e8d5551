"""A small world in which every text says words that no other says: whoever reads one knows where it is from."""

from __future__ import annotations

import datetime
import hashlib
import random
from dataclasses import dataclass, field
from io import BytesIO
from uuid import UUID, uuid5

from org.changes.content import ChangeContent, NamedUnit
from org.content import Kind, Member, Post, Responsibility, Source, StructureContent, Tie
from org.models import Holding
from portal.editions import services
from portal.editions.audiences import Audience
from portal.editions.files import store
from portal.editions.files.attached import AttachedFile, Bytes, files_of
from portal.editions.gate import Place, Proposal, PublicationRefused
from portal.editions.models import Edition, Work
from portal.editions.withdrawal.services import withdraw
from procedures.content.procedures import Party, ProcedureContent
from procedures.content.steps import Delay, Role, Step
from procedures.content.terms import Term
from procedures.models import MigrantProfile
from tests import factories as make

NAMESPACE = UUID(int=5)
LETTERS = "bcdfgjklmpqrstvxz"
DAYS = [datetime.date(year, 1, 1) for year in (2015, 2019, 2023, 2029)]
COMMON = "Recenser les bateaux"
SIZE = 14


@dataclass
class Hidden:
    """A text: its key, where it stands, the words that only it says, its posts and how many editions it has."""

    name: str
    key: UUID
    parent: str
    kind: str
    words: set[str] = field(default_factory=set)
    anchors: list[UUID] = field(default_factory=list)
    slugs: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    profiles: list[str] = field(default_factory=list)


class World:
    """Texts made at random, and what each of them may give away."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.texts: dict[str, Hidden] = {}
        self.personal: set[str] = set()
        self.withdrawn: dict[str, str] = {}
        self._bytes: dict[str, Bytes] = {}
        self._counter = 0
        for number in range(SIZE):
            self._add(f"u{number}", self.random.choice(["", *list(self.texts)[-4:]]) if number > 1 else "")
        for text in list(self.texts.values()):
            for day in self.random.sample(DAYS, self.random.randint(1, 3)):
                self._publish(text, day)
            if self.random.random() < 0.4:
                self._publish(text, DAYS[-1], language="ht")
        for number in range(4):
            self._add_change(f"c{number}")
        for number in range(3):
            self._add_guide(f"g{number}")
        for text in self.random.sample(list(self.texts.values()), 3):
            self._end(text)
        for text in self.texts.values():
            if self.random.random() < 0.5:
                self.close(text, self.random.choice([Audience.PARTNERS, Audience.STAFF, Audience.STAFF]))

    def close(self, text: Hidden, audience: Audience) -> None:
        """Set who may read a text and what is below it."""
        services.set_audience(work=Work.objects.get(key=text.key), audience=audience)

    def withdraw(self, text: Hidden, *, keep_title: bool) -> None:
        """Take the words out of some editions of a text: what no other edition says is said to nobody any more."""
        editions = list(Edition.objects.filter(work=text.key, withdrawal=None))
        chosen = self.random.sample(editions, self.random.randint(min(1, len(editions)), len(editions)))
        gone = withdraw(editions=chosen, reason="essai", author="essai", keep_title=keep_title)
        pks = {each.edition_id for each in gone}
        said = "".join(f"{each.canonical} {each.change_note} {_in_files(each)}" for each in editions if each.pk in pks)
        left = Edition.objects.values_list("canonical", flat=True)
        notes = Edition.objects.filter(withdrawal=None).values_list("change_note", flat=True)
        kept = (_in_files(each) for each in Edition.objects.filter(withdrawal=None))
        still = "".join([*left, *notes, *kept])
        for word in text.words:
            if any(each in said and each not in still for each in (word, word.upper())):
                self.withdrawn[word] = f"{text.name}, withdrawn"

    def secrets(self, audience: int) -> dict[str, str]:
        """Return the words that a reader must not read, each with the text that says it."""
        closed = set(Work.objects.filter(effective_audience__gt=audience).values_list("key", flat=True))
        hidden = [text for text in self.texts.values() if text.key in closed]
        words = {word: text.name for text in hidden for word in text.words}
        words |= {str(text.key): text.name for text in hidden}
        words |= self.withdrawn
        return words | (dict.fromkeys(self.personal, "a person") if audience < Audience.STAFF else {})

    def _word(self) -> str:
        """Return a word that was never said; of consonants, so that no language has it."""
        self._counter += 1
        number, letters = self._counter * 7919, ""
        for _place in range(8):
            number, place = divmod(number, len(LETTERS))
            letters += LETTERS[place]
        return f"x{letters}"

    def _new_word(self, text: Hidden) -> str:
        word = self._word()
        text.words.add(word)
        return word

    def _add(self, name: str, parent: str) -> None:
        kind = "unit" if parent else "organisation"
        text = Hidden(name, uuid5(NAMESPACE, name), parent, kind)
        self.texts[name] = text
        self._publish(text, DAYS[0])

    def _publish(self, text: Hidden, day: datetime.date, language: str = "fr") -> None:
        slug = self._new_word(text) if self.random.random() < 0.7 or not text.slugs else text.slugs[-1]
        parent = self.texts[text.parent].key if text.parent else None
        if self._propose(text, self._content(text), Place(parent, 0, slug), day, language):
            text.slugs.append(slug)

    def _propose(
        self, text: Hidden, content: object, place: Place, day: datetime.date | None, language: str = "fr"
    ) -> bool:
        proposal = Proposal(
            work=text.key,
            kind=text.kind,
            language=language,
            place=place,
            content=content,  # type: ignore[arg-type]
            in_force_from=day,
            corrects_the_past=day is not None,
            change_note=f"Note {self._new_word(text)}",
            files=tuple(self._bytes.get(file.sha256) for file in files_of(content)),  # type: ignore[arg-type, misc]
        )
        try:
            services.publish(proposal=proposal, author="essai")
        except PublicationRefused:
            return False
        return True

    def _content(self, text: Hidden) -> StructureContent:
        others = [other.key for other in self.texts.values() if other is not text]
        some = self.random.sample(others, min(2, len(others)))
        post = Post(
            uuid5(text.key, self._word()), f"Chef {self._new_word(text)}", head=True, phone=self._new_word(text)
        )
        text.anchors.append(post.id)
        if self.random.random() < 0.5:
            self._hold(text, post)
        ids = [uuid5(text.key, self._word()) for _row in range(4)]
        return StructureContent(
            title=f"Unité {self._new_word(text)}",
            acronym=self._new_word(text).upper(),
            kind=Kind("service", "Service") if text.kind == "unit" else None,
            mission=f"Servir {self._new_word(text)}.",
            sources=(Source(f"Source {self._new_word(text)}"),),
            doubts=(f"Doute {self._new_word(text)}",),
            responsibilities=(Responsibility(ids[0], f"{COMMON} {self._new_word(text)}.", shared_with=tuple(some)),),
            posts=(post,),
            attachments=(self._file(text),),
            members=tuple(Member(ids[1], f"Membre {self._new_word(text)}", unit) for unit in some[:1]),
            ties=tuple(Tie(ids[2], unit, "works_with", f"Lien {self._new_word(text)}") for unit in some[1:]),
        )

    def _file(self, text: Hidden) -> AttachedFile:
        """Return a file whose title, name and bytes say words that no other text says."""
        data, name = f"Pièce {self._new_word(text)}".encode(), f"{self._new_word(text)}.txt"
        digest = hashlib.sha256(data).hexdigest()
        self._bytes[digest] = Bytes(digest, lambda: BytesIO(data))
        text.files.append(f"fichier/{digest}/{name}")
        title = f"Pièce {self._new_word(text)}"
        return AttachedFile(uuid5(text.key, name), title, name, "text/plain", len(data), digest)

    def _hold(self, text: Hidden, post: Post) -> None:
        email = f"{self._word()}@personnel.example"
        self.personal.add(email)
        person = make.PersonFactory(name=f"Personne {self._new_word(text)}", email=email, phone="")
        Holding(person=person, work=text.key, post=post.id, starts=DAYS[0]).save()

    def _add_change(self, name: str) -> None:
        top = next(text for text in self.texts.values() if not text.parent)
        text = Hidden(name, uuid5(NAMESPACE, name), top.name, "change")
        self.texts[name] = text
        units = [each for each in self.texts.values() if each.kind == "unit"]
        before, after = self.random.sample(units, 2)
        # The names that an event states are those of the units: they are theirs to give away.
        content = ChangeContent(
            title=f"Fusion {self._new_word(text)}",
            nature="renamed",
            date=self.random.choice(DAYS),
            predecessors=(NamedUnit(before.key, f"Unité {self._new_word(before)}"),),
            successors=(NamedUnit(after.key, f"Unité {self._new_word(after)}"),),
            note=f"Note {self._new_word(text)}",
        )
        slug = self._new_word(text)
        if self._propose(text, content, Place(top.key, 0, slug), None):
            text.slugs.append(slug)

    def _add_guide(self, name: str) -> None:
        text = Hidden(name, uuid5(NAMESPACE, name), "", "procedure")
        self.texts[name] = text
        actors = self.random.sample([each for each in self.texts.values() if each.kind in ("unit", "organisation")], 3)
        code = self._new_word(text)
        MigrantProfile.objects.create(code=code, name_fr=f"Profil {self._new_word(text)}")
        text.profiles.append(code)
        text.anchors += [uuid5(text.key, self._word()) for _step in range(2)]
        # The names that a guide gives to who acts are theirs to give away, as is where it says to keep it up to date.
        roles = [Role(uuid5(text.key, each.name), "R", each.key, f"Unité {self._new_word(each)}") for each in actors]
        content = ProcedureContent(
            title=f"Guide {self._new_word(text)}",
            reference=self._new_word(text).upper(),
            purpose=f"Servir {self._new_word(text)}.",
            owner=Party(uuid5(text.key, "owner"), actors[0].key, f"Unité {self._new_word(actors[0])}"),
            parties=(Party(uuid5(text.key, "party"), actors[1].key, f"Unité {self._new_word(actors[1])}"),),
            steps=(
                Step(text.anchors[0], f"{COMMON} {self._new_word(text)}", roles=tuple(roles), delay=Delay(2, "day")),
                Step(
                    text.anchors[1], f"Écrire {self._new_word(text)}", roles=(roles[0],), profiles=(Term(code, code),)
                ),
            ),
        )
        slug = self._new_word(text)
        assert self._propose(text, content, Place(None, 0, slug), DAYS[0])
        text.slugs.append(slug)

    def _end(self, text: Hidden) -> None:
        note = f"Fin {self._new_word(text)}"
        work = Work.objects.get(key=text.key)
        services.abrogate(work=work, language="fr", author="essai", on=self.random.choice(DAYS[1:]), note=note)


def _in_files(edition: Edition) -> str:
    """Return what the files of an edition say, as long as they are kept."""
    paths = (store.path_of(file.sha256) for file in files_of(edition.content))
    return " ".join(path.read_text() for path in paths if path.exists())
