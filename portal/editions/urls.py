"""Addresses of editions. The last one takes every address that nothing else took."""

from django.urls import path, re_path

from . import views
from .files.views import attached_file
from .timeline import views as timeline_views

permanent_patterns = [
    path("id/<uuid:key>/", views.permanent, name="permanent"),
    path("id/<uuid:key>/<uuid:anchor>/", views.permanent, name="permanent-row"),
    path("edition/<uuid:key>/<str:language>/<int:number>/", views.edition, name="edition"),
    path("fichier/<str:digest>/<str:name>", attached_file, name="attached-file"),
    path("historique/<uuid:key>/", timeline_views.timeline, name="timeline"),
    path("historique/<uuid:key>/comparer/", timeline_views.compare, name="compare"),
]
text_patterns = [re_path(r"^(.*)$", views.text, name="text")]
