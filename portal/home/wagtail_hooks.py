"""Registers what holds for the whole desk."""

from __future__ import annotations

from django.contrib.auth.signals import user_logged_in
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

from .desk import speak_french
from .waiting import show_what_waits

user_logged_in.connect(speak_french, dispatch_uid="home.speak_french")
hooks.register("construct_homepage_panels", show_what_waits)


@hooks.register("insert_global_admin_css")
def style_the_desk() -> SafeString:
    """What the desk adds to Wagtail's own style."""
    return format_html('<link rel="stylesheet" href="{}">', static("portal/desk.css"))
