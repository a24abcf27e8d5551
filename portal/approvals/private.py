"""Pages of one person: asked for by signing in, of today, and kept by nobody."""

from __future__ import annotations

import functools
from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control

from portal.editions.as_of import as_of, undated_page, undated_prefix

View = Callable[..., HttpResponse]


def private_page(view: View) -> View:
    """Have ``view`` answer only who has signed in, before it looks anything up; nothing of it is ever kept."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = _elsewhere(request) or view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


def _elsewhere(request: HttpRequest) -> HttpResponse | None:
    """Return where to go first: what is decided is decided today, by somebody whom the portal knows."""
    if as_of(request).is_asked:
        return HttpResponseRedirect(undated_prefix(request) + undated_page(request).removeprefix("/"))
    if request.user.is_authenticated:
        return None
    if request.method != "POST":
        return redirect_to_login(request.get_full_path(), reverse("login"))
    typed = [words for name in ("text", "reason") if (words := request.POST.get(name, "").strip())]
    return render(request, "signing_in/ended.html", {"typed": typed}, status=401)
