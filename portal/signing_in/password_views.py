"""Changing one's password, and choosing a new one after it was forgotten. The second factor is asked all the same."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import views
from django.http import HttpResponse
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from portal.visitors import address_of

from . import limits
from .forms import ForgottenPasswordForm, words_for
from .limits import TooManyAttempts
from .views import TOO_OFTEN, WRONG


class ChangePasswordView(views.PasswordChangeView):
    """Asks for the present password; every other session of the account ends."""

    template_name = "signing_in/password.html"
    success_url = reverse_lazy("account")

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep this session and say so."""
        messages.info(self.request, _("Votre mot de passe est changé. Vos autres sessions ont pris fin."))
        return super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what was wrong."""
        response = super().form_invalid(form)
        response.status_code = WRONG
        return response


class ForgottenPasswordView(views.PasswordResetView):
    """Sends a link, when the portal has a mail server; says whom to ask otherwise."""

    template_name = "signing_in/forgotten.html"
    email_template_name = "signing_in/forgotten_mail.txt"
    subject_template_name = "signing_in/forgotten_subject.txt"
    form_class = ForgottenPasswordForm
    success_url = reverse_lazy("password-sent")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Say whether anything can be sent."""
        return super().get_context_data(**kwargs, has_mail=settings.EMAIL_IS_SET_UP)

    def form_valid(self, form: Any) -> HttpResponse:
        """Send, unless this address asks too often."""
        if not settings.EMAIL_IS_SET_UP:
            return self.form_invalid(form)
        try:
            limits.count(limits.for_asking_mail(address_of(self.request)))
        except TooManyAttempts as refused:
            form.add_error(None, words_for(refused))
            return self.render_to_response(
                self.get_context_data(form=form), status=TOO_OFTEN, headers={"Retry-After": str(refused.seconds)}
            )
        return super().form_valid(form)


class NewPasswordView(views.PasswordResetConfirmView):
    """Takes a new password from whoever has the link, and leads to signing in."""

    template_name = "signing_in/new_password.html"
    success_url = reverse_lazy("login")

    def form_valid(self, form: Any) -> HttpResponse:
        """Say what comes next."""
        messages.info(self.request, _("Votre mot de passe est changé. Connectez-vous."))
        return super().form_valid(form)
