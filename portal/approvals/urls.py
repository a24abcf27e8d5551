"""Addresses of the pages where people decide; of each person alone."""

from django.urls import path

from .decision import views as decision_views
from .delegation import views as delegation_views
from .queue import views as queue_views
from .sheet import views as sheet_views

urlpatterns = [
    path("decisions/", queue_views.decisions, name="decisions"),
    path("decisions/deleguer/", delegation_views.delegation, name="delegate"),
    path("decisions/deleguer/reponse/", delegation_views.delegation_answer, name="delegation_answer"),
    path("decisions/<int:pk>/", decision_views.decision, name="decision"),
    path("decisions/<int:pk>/texte/", decision_views.decision_text, name="decision_text"),
    path("decisions/<int:pk>/parties/", decision_views.decision_parties, name="decision_parties"),
    path("decisions/<int:pk>/portee/", decision_views.decision_weight, name="decision_weight"),
    path("decisions/<int:pk>/fiche/", sheet_views.decision_sheet, name="decision_sheet"),
    path(
        "decisions/edition/<uuid:key>/<str:language>/<int:number>/",
        sheet_views.edition_sheet,
        name="decision_sheet_of_edition",
    ),
]
