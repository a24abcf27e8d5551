from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The site: what holds the apps together."""

    name = "portal"
