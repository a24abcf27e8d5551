"""What the apps above verify beside editions; they make it known when they are ready."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .faults import Fault


@dataclass(frozen=True, slots=True)
class Check:
    """One more thing to verify: what is wrong, the state to write down elsewhere (empty: none), and whether it was
    once one that somebody wrote down."""

    faults: Callable[[], Iterator[Fault]]
    state: Callable[[], str] = str
    went_through: Callable[[str], bool] = lambda noted: False


_checks: dict[str, Check] = {}


def register_check(name: str, check: Check) -> None:
    """Have ``check`` asked whenever editions are verified; a second one of that name replaces the first."""
    _checks[name] = check


def further_faults() -> Iterator[Fault]:
    """Yield what every check finds."""
    for check in _checks.values():
        yield from check.faults()


def further_states() -> list[str]:
    """Return the states that are worth writing down."""
    return [state for state in (check.state() for check in _checks.values()) if state]


def went_through(noted: str) -> bool:
    """Whether a state that was written down is one of theirs."""
    return any(check.went_through(noted) for check in _checks.values())
