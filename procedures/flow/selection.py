"""Whom and which way a reader asks about: the steps that apply."""

from __future__ import annotations

from dataclasses import dataclass

from ..content.steps import Step


@dataclass(frozen=True, slots=True)
class Selection:
    """Codes of profiles and of channels; none of them, everybody and every way.

    Somebody may have several profiles: a step that is for one of them applies.
    """

    profiles: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.profiles or self.channels)

    def takes(self, step: Step) -> bool:
        """Whether the step applies."""
        return _meets(self.profiles, step.profiles) and _meets(self.channels, step.channels)


def _meets(chosen: frozenset[str], terms: tuple[object, ...]) -> bool:
    codes = {getattr(term, "code", "") for term in terms}
    return not chosen or not codes or not chosen.isdisjoint(codes)
