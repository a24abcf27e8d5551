"""Addresses of signing in: those with a language, and the one that the office's provider knows."""

from django.contrib.auth.views import LogoutView, PasswordResetDoneView
from django.urls import path, reverse_lazy

from . import account_views, password_views, provider_views, views

SENT = PasswordResetDoneView.as_view(template_name="signing_in/sent.html")

sign_in_patterns = [
    path("connexion/", views.SignInView.as_view(), name="login"),
    path("connexion/code/", views.sign_in_code, name="sign-in-code"),
    path("connexion/fournisseur/", provider_views.start, name="provider"),
    path("deconnexion/", LogoutView.as_view(next_page=reverse_lazy("text", args=[""])), name="logout"),
    path("mot-de-passe-oublie/", password_views.ForgottenPasswordView.as_view(), name="forgotten-password"),
    path("mot-de-passe-oublie/envoye/", SENT, name="password-sent"),
    path("mot-de-passe-oublie/<uidb64>/<token>/", password_views.NewPasswordView.as_view(), name="new-password"),
    path("compte/", account_views.account, name="account"),
    path("compte/mot-de-passe/", password_views.ChangePasswordView.as_view(), name="change-password"),
    path("compte/second-facteur/", account_views.manage, name="second-factor"),
    path("compte/second-facteur/installer/", account_views.set_up, name="second-factor-setup"),
    path("compte/codes-de-secours/", account_views.recovery_codes, name="recovery-codes"),
]
provider_patterns = [path("oidc/retour/", provider_views.back, name="provider-return")]
desk_patterns = [
    path("gestion/login/", views.from_the_desk),
    path("gestion/password_reset/", views.from_the_desk),
]
