"""« Mon compte »: the second factor, its recovery codes, the password."""

from __future__ import annotations

import json
from typing import Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django_otp.plugins.otp_totp.models import default_key

from . import qr, second_factor, vault
from .browsers import known_browser
from .entering import complete, person_entering
from .forms import EnrolForm
from .views import code_form, refusal

NEW_KEY: Final = "second_factor_key"
MAY_REPLACE: Final = "second_factor_may_be_replaced"
SHOWN_CODES: Final = "recovery_codes"


@never_cache
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show how the account is kept safe."""
    user = _signed_in(request)
    return render(
        request,
        "signing_in/account.html",
        {
            "has_second_factor": second_factor.has_second_factor(user),
            "left": second_factor.recovery_codes_left(user),
            "has_password": user.has_usable_password(),
        },
    )


@never_cache
@sensitive_post_parameters("code")
def set_up(request: HttpRequest) -> HttpResponse:
    """Take over an application: for who must before signing in, for who wants to, and for a new phone."""
    entering = person_entering(request)
    user = entering or (request.user if isinstance(request.user, User) else None)
    if user is None:
        return redirect("login")
    if second_factor.has_second_factor(user) and (entering or not request.session.get(MAY_REPLACE)):
        return redirect("sign-in-code" if entering else "second-factor")
    key = _key_to_take_over(request, user)
    form = _enrol_form(request, user, key)
    if form.is_valid():
        return _enrolled(request, user, form.recovery_codes, is_entering=bool(entering))
    return refusal(form, render(request, "signing_in/set_up.html", _key_page(user, key, form, bool(entering))))


@never_cache
@login_required
@sensitive_post_parameters("code")
def manage(request: HttpRequest) -> HttpResponse:
    """Change the phone, make new recovery codes, or do without: each asks for a code of the present phone."""
    user = _signed_in(request)
    if not second_factor.has_second_factor(user):
        return redirect("second-factor-setup")
    form = code_form(request, user)
    if form.is_valid():
        return _changed(request, user, request.POST.get("action", ""))
    page = {"form": form, "is_needed": second_factor.needs_second_factor(user)}
    return refusal(form, render(request, "signing_in/second_factor.html", page))


@never_cache
@login_required
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Show new recovery codes until their owner says that they are kept: a page that was lost comes again."""
    shown = request.session.get(SHOWN_CODES)
    if not shown:
        return redirect("account")
    if request.method != "POST" and (codes := _codes_to_show(shown["codes"], _signed_in(request))):
        return render(request, "signing_in/recovery_codes.html", {"codes": codes})
    del request.session[SHOWN_CODES]
    return redirect(shown["then"] or "account")


def _signed_in(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user


def _key_to_take_over(request: HttpRequest, user: User) -> str:
    """Return the key that is being set up, the same until it is: the sessions in the database do not tell it."""
    try:
        return vault.opened(request.session.get(NEW_KEY, ""), owner=user.pk).hex()
    except vault.Unreadable:
        key: str = default_key()
        request.session[NEW_KEY] = vault.closed(bytes.fromhex(key), owner=user.pk)
        return key


def _show(request: HttpRequest, user: User, codes: list[str], *, then: str = "") -> None:
    """Have new recovery codes shown next; the sessions in the database do not tell them."""
    request.session[SHOWN_CODES] = {"codes": vault.closed(json.dumps(codes).encode(), owner=user.pk), "then": then}


def _codes_to_show(kept: str, user: User) -> list[str]:
    try:
        codes: list[str] = json.loads(vault.opened(kept, owner=user.pk))
    except vault.Unreadable:
        return []
    return codes


def _enrol_form(request: HttpRequest, user: User, key: str) -> EnrolForm:
    typed = request.POST if request.method == "POST" else None
    return EnrolForm(typed, user=user, key=key, browser=known_browser(request, user.get_username()))


def _key_page(user: User, key: str, form: EnrolForm, is_entering: bool) -> dict[str, object]:
    address, letters = qr.address_of_key(user, key), qr.in_letters(key)
    return {
        "form": form,
        "is_entering": is_entering,
        "picture": qr.drawn(address, _("Clé à lire avec l’application du téléphone")),
        "address": address,
        "letters": [letters[start : start + 4] for start in range(0, len(letters), 4)],
    }


def _enrolled(request: HttpRequest, user: User, codes: list[str], *, is_entering: bool) -> HttpResponse:
    """Sign in who was on the way, and show the recovery codes before anything else."""
    request.session.pop(NEW_KEY, None)
    request.session.pop(MAY_REPLACE, None)
    then = ""
    response = redirect("recovery-codes")
    if is_entering:
        inside = complete(request, user=user, marked=True)
        then, response.cookies = inside["Location"], inside.cookies
    else:
        second_factor.mark(request)
    _show(request, user, codes, then=then)
    return response


def _changed(request: HttpRequest, user: User, action: str) -> HttpResponse:
    if action == "remove" and not second_factor.needs_second_factor(user):
        second_factor.remove(user=user)
        messages.info(request, _("Le second facteur est retiré : le mot de passe suffit."))
        return redirect("account")
    second_factor.mark(request)
    if action == "replace":
        request.session[MAY_REPLACE] = True
        request.session.pop(NEW_KEY, None)
        return redirect("second-factor-setup")
    _show(request, user, second_factor.renew_recovery_codes(user=user))
    return redirect("recovery-codes")
