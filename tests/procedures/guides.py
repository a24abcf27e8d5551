"""Contents of guides and protocols, without a database."""

from __future__ import annotations

from uuid import UUID

from procedures.content.procedures import Party, ProcedureContent
from procedures.content.steps import Delay, Role, Step

ONM, IBESR, PNH, SERVICE = (UUID(int=number) for number in (1, 2, 3, 4))
REGISTER, HAND_OVER = (UUID(int=number) for number in (11, 12))


def acting(actor: UUID, name: str, letter: str = "R") -> Role:
    return Role(UUID(int=actor.int * 100 + ord(letter)), letter, actor, name)


GUIDE = ProcedureContent(
    title="Accueillir",
    owner=Party(UUID(int=90), SERVICE, "Service d’accueil"),
    parties=(Party(UUID(int=91), ONM, "Office", "ONM"), Party(UUID(int=92), IBESR, "Institut", "IBESR")),
    steps=(
        Step(
            REGISTER,
            "Enregistrer",
            "Relever le nom.",
            (acting(SERVICE, "Service d’accueil"),),
            delay=Delay(24, "hour"),
        ),
        Step(HAND_OVER, "Remettre", "", (acting(IBESR, "Institut"), acting(SERVICE, "Service d’accueil", "I"))),
    ),
)
