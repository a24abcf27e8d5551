"""After another SECRET_KEY: keys of phones are kept under the present one, and those that nothing opens are named."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction

from .models import SecondFactor
from .vault import Unreadable


@transaction.atomic
def renew_all() -> tuple[int, list[str]]:
    """Keep every key under the present secret; return how many were not, and the accounts whose key is lost."""
    renewed, lost = 0, []
    for device in SecondFactor.objects.select_for_update(of=("self",)).select_related("user").order_by("pk"):
        try:
            renewed += device.renew()
        except Unreadable:
            lost.append(device.user.get_username())
    return renewed, lost


def unreadable_accounts() -> list[str]:
    """Return the names of the accounts whose key the portal can read no more."""
    return list(_unreadable())


def _unreadable() -> Iterator[str]:
    for device in SecondFactor.objects.select_related("user").order_by("pk"):
        try:
            assert device.bin_key
        except Unreadable:
            yield device.user.get_username()
