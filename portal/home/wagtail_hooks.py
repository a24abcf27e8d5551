"""Registers what holds for the whole desk."""

from __future__ import annotations

from django.contrib.auth.signals import user_logged_in

from .desk import speak_french

user_logged_in.connect(speak_french, dispatch_uid="home.speak_french")
