"""Signing in: the second factor, how long a session lasts, the office's own provider."""

from __future__ import annotations

from .environment import OIDC_CLIENT_ID as OIDC_CLIENT_ID
from .environment import OIDC_CLIENT_SECRET as OIDC_CLIENT_SECRET
from .environment import OIDC_GROUPS as OIDC_GROUPS
from .environment import OIDC_GROUPS_CLAIM as OIDC_GROUPS_CLAIM
from .environment import OIDC_ISSUER as OIDC_ISSUER
from .environment import OIDC_NAME as OIDC_NAME
from .environment import OIDC_SCOPE as OIDC_SCOPE
from .environment import OIDC_SECOND_FACTOR_ACR as OIDC_SECOND_FACTOR_ACR
from .environment import PRODUCTION as PRODUCTION

SECOND_FACTOR_REQUIRED = PRODUCTION
# Portal.signing_in.limits counts attempts, for all kinds of codes at once.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0

HOUR = 3600
DAY = 24 * HOUR
# Seconds after the last click, and after signing in.
SESSION_SECONDS = (12 * HOUR, 7 * DAY)
STRICT_SESSION_SECONDS = (HOUR, 12 * HOUR)
SESSION_COOKIE_AGE = SESSION_SECONDS[1]
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

LOGIN_URL = WAGTAILADMIN_LOGIN_URL = WAGTAIL_FRONTEND_LOGIN_URL = "login"
LOGIN_REDIRECT_URL = LOGOUT_REDIRECT_URL = "/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Passwords are sent to addresses, and the provider's accounts are found by them: nobody changes their own.
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
PASSWORD_RESET_TIMEOUT = DAY
