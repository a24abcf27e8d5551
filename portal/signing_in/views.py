"""Signing in: the password, then, for who has or needs one, the second factor."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import views
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from . import second_factor
from .browsers import known_browser
from .entering import admit, complete, person_entering
from .forms import CodeForm, SignInForm

WRONG, TOO_OFTEN = 422, 429


@method_decorator(sensitive_post_parameters("password"), name="dispatch")
class SignInView(views.LoginView):
    """The page to sign in on, for everybody; the desk's own leads here."""

    template_name = "signing_in/sign_in.html"
    authentication_form = SignInForm

    def get_default_redirect_url(self) -> str:
        """Return the home page in the reader's language."""
        return reverse("text", args=[""])

    def get_redirect_url(self) -> str:  # type: ignore[override]
        """Return where the reader wanted to go; a page of signing in is no place to go to."""
        address = super().get_redirect_url()
        return "" if address.startswith(self.request.path) else address

    def form_valid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        """Let in whose password is right, or ask for the second factor."""
        user = form.get_user()
        assert isinstance(user, User)
        return admit(self.request, user=user, then=self.get_success_url())

    def form_invalid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        """Say what was wrong; the name stays."""
        return refusal(form, super().form_invalid(form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the office's own way in."""
        name = settings.OIDC_NAME or _("le compte de votre organisation")
        provider = name if settings.OIDC_ISSUER else ""
        return super().get_context_data(**kwargs, provider=provider)


def from_the_desk(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's own page to the one there is."""
    return redirect(f"{reverse('login')}?{urlencode({'next': request.GET.get('next', reverse('wagtailadmin_home'))})}")


@never_cache
@sensitive_post_parameters("code")
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Ask who has given the right password for the second factor."""
    user = person_entering(request)
    if user is None:
        return redirect("login")
    if not second_factor.has_second_factor(user):
        return redirect("second-factor-setup")
    form = code_form(request, user)
    if form.is_valid():
        return complete(request, user=user, marked=True)
    page = {"form": form, "left": second_factor.recovery_codes_left(user)}
    return refusal(form, render(request, "signing_in/code.html", page))


def code_form(request: HttpRequest, user: User) -> CodeForm:
    """Return the form for a code, filled when it was sent."""
    browser = known_browser(request, user.get_username())
    return CodeForm(request.POST if request.method == "POST" else None, user=user, browser=browser)


def refusal(form: SignInForm | CodeForm, response: HttpResponse) -> HttpResponse:
    """Return ``response`` with the status that what was typed deserves."""
    if form.refused:
        response.status_code = TOO_OFTEN
        response["Retry-After"] = str(form.refused.seconds)
    elif form.is_bound:
        response.status_code = WRONG
    return response
