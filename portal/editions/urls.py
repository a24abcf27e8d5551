"""Addresses of editions. The last one takes every address that nothing else took."""

from django.urls import path, re_path

from . import views

permanent_patterns = [
    path("id/<uuid:key>/", views.permanent, name="permanent"),
    path("id/<uuid:key>/<uuid:anchor>/", views.permanent, name="permanent-row"),
    path("edition/<uuid:key>/<str:language>/<int:number>/", views.edition, name="edition"),
]
text_patterns = [re_path(r"^(.*)$", views.text, name="text")]
