"""What people type to sign in."""

from __future__ import annotations

from threading import Thread
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import authenticate
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.visitors import address_of

from . import limits, second_factor, vault
from .browsers import known_browser
from .limits import TooManyAttempts


def words_for(refused: TooManyAttempts) -> str:
    """Return what to say to somebody who has tried too often."""
    until = timezone.localtime(refused.until).strftime("%H:%M")
    return _("Trop d’essais : celui-ci n’a pas été examiné. Réessayez à partir de %(time)s.") % {"time": until}


class SignInForm(AuthenticationForm):
    """A name and a password, tried no more often than the limits let."""

    error_messages = {
        "invalid_login": _(
            "Ce nom et ce mot de passe ne vont pas ensemble, ou le compte est fermé. "
            "Vérifiez les majuscules, puis réessayez."
        ),
        "inactive": _("Ce compte est fermé."),
    }
    refused: TooManyAttempts | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label, self.fields["password"].label = _("Nom d’utilisateur"), _("Mot de passe")
        self.fields["username"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}

    def clean(self) -> dict[str, Any]:
        """Judge name and password, unless there were too many failures."""
        account, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not account or not password:
            return self.cleaned_data
        assert self.request is not None
        browser = known_browser(self.request, account)
        try:
            with limits.attempt(limits.for_password(account, address_of(self.request), browser)):
                self.user_cache = authenticate(self.request, username=account, password=password)
                if self.user_cache is None:
                    raise self.get_invalid_login_error()
        except TooManyAttempts as refused:
            self.refused = refused
            raise forms.ValidationError(words_for(refused)) from refused
        return self.cleaned_data


class CodeInput(forms.TextInput):
    """A box that is empty again after a wrong code: none is good twice."""

    def format_value(self, value: Any) -> None:
        """Return nothing."""


class CodeForm(forms.Form):
    """The code that the phone shows, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=32,
        widget=CodeInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
    )
    refused: TooManyAttempts | None = None

    def __init__(self, *args: Any, user: User, browser: str | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.browser = user, browser

    def clean_code(self) -> str:
        """Judge the code, unless there were too many wrong ones."""
        code: str = self.cleaned_data["code"]
        try:
            with limits.attempt(limits.for_code(self.user.pk, self.browser)):
                self.judge(code)
        except TooManyAttempts as refused:
            self.refused = refused
            raise forms.ValidationError(words_for(refused)) from refused
        return code

    def judge(self, code: str) -> None:
        """Raise unless the code is right."""
        try:
            is_right = second_factor.accepts(self.user, code)
        except vault.Unreadable as unreadable:
            raise forms.ValidationError(
                _(
                    "Le portail ne peut plus lire la clé de votre application : son secret a changé. Tapez un code de "
                    "secours, ou demandez à l’administrateur de retirer votre second facteur ; vous l’installerez de "
                    "nouveau."
                )
            ) from unreadable
        if not is_right:
            raise forms.ValidationError(
                _("Ce code n’est pas le bon, ou il a déjà servi. Attendez que le téléphone en montre un autre.")
            )


class EnrolForm(CodeForm):
    """The first code of a new application."""

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["code"].widget.attrs["autofocus"]  # what to do before stands above it
        self.key = key
        self.recovery_codes: list[str] = []

    def judge(self, code: str) -> None:
        """Take the application over, if its code shows that it has learnt the key."""
        found = second_factor.enrol(user=self.user, key=self.key, code=code)
        if found is None:
            raise forms.ValidationError(
                _("Ce code n’est pas celui de cette clé. Vérifiez l’heure du téléphone, puis tapez le code affiché.")
            )
        self.recovery_codes = found


class ForgottenPasswordForm(PasswordResetForm):
    """An address to which a link is sent, if it is somebody's; the answer and its time tell nobody whether it is."""

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Send no more than a few messages to one box, without saying so."""
        try:
            limits.count(limits.for_mail(self.cleaned_data["email"]))
        except TooManyAttempts:
            return
        super().save(*args, **{**kwargs, "extra_email_context": {"base_url": settings.BASE_URL}})

    def send_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send beside the answer: a slow mail server would tell that there is an account."""
        Thread(target=super().send_mail, args=args, kwargs=kwargs, daemon=True).start()
