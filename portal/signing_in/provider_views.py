"""To the office's provider and back."""

from __future__ import annotations

import logging
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import activate, get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from .entering import admit
from .provider import ProviderFailed, claims_from_provider, gave_second_factor, sent_to_provider
from .provider_accounts import NotAdmitted, account_for

logger = logging.getLogger(__name__)

WAY: Final = "provider_way"


@never_cache
def start(request: HttpRequest) -> HttpResponse:
    """Send to the provider; where to go afterwards, and in which language, waits in the session."""
    if not settings.OIDC_ISSUER:
        raise Http404
    try:
        response = sent_to_provider(request)
    except ProviderFailed as failure:
        logger.warning("Provider: %s", failure)
        reason = _("Le fournisseur d’identité ne répond pas. Réessayez, ou entrez avec un mot de passe.")
        return _refused(request, reason)
    request.session[WAY] = {"then": _safe(request, request.GET.get("next", "")), "language": get_language()}
    return response


@never_cache
def back(request: HttpRequest) -> HttpResponse:
    """Take in who comes back with a proof; say why to who does not get in."""
    if not settings.OIDC_ISSUER:
        raise Http404
    way = request.session.pop(WAY, None) or {}
    activate(way.get("language") or settings.LANGUAGE_CODE)
    try:
        claims = claims_from_provider(request)
        user = account_for(claims=claims)
    except ProviderFailed as failure:
        logger.warning("Provider: %s", failure)
        return _refused(request, _("La connexion par le fournisseur n’a pas abouti. Recommencez depuis cette page."))
    except NotAdmitted as refusal:
        return _refused(request, str(refusal))
    return admit(request, user=user, then=way.get("then", ""), by_provider=gave_second_factor(claims))


def _refused(request: HttpRequest, reason: str) -> HttpResponse:
    messages.error(request, reason)
    return redirect("login")


def _safe(request: HttpRequest, address: str) -> str:
    """Return ``address`` if it is one of ours; else the home page."""
    here = {request.get_host()}
    if url_has_allowed_host_and_scheme(address, allowed_hosts=here, require_https=request.is_secure()):
        return address
    return reverse("text", args=[""])
