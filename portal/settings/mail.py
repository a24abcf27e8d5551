"""E-mail: nothing is sent until ``EMAIL_URL`` says through which server (smtp+tls://user:password@host:587)."""

from .environment import EMAIL_FROM, EMAIL_URL, env

EMAIL_IS_SET_UP = bool(EMAIL_URL)
_mail = env.dj_email_url("EMAIL_URL", "dummy:")
EMAIL_BACKEND = _mail.get("EMAIL_BACKEND", "django.core.mail.backends.smtp.EmailBackend")
EMAIL_HOST = _mail["EMAIL_HOST"] or "localhost"
EMAIL_PORT = _mail["EMAIL_PORT"] or 25
EMAIL_HOST_USER = _mail["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _mail["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _mail["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = WAGTAILADMIN_NOTIFICATION_FROM_EMAIL = EMAIL_FROM
