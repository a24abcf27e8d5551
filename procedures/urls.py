from django.urls import path

from . import takeaway, views
from .register.views import register

urlpatterns = [
    path("guides/", views.guides, name="guides"),
    path("registre/", register, name="register"),
    path("etapes/<uuid:key>/", views.steps, name="steps"),
    path("etapes/<uuid:key>/raci/", takeaway.raci, name="steps-raci"),
    path("etapes/<uuid:key>/liste/", takeaway.checklist, name="steps-checklist"),
    path("etapes/<uuid:key>.svg", takeaway.svg, name="steps-svg"),
    path("etapes/<uuid:key>.png", takeaway.png, name="steps-png"),
    path("etapes/<uuid:key>.bpmn", takeaway.bpmn, name="steps-bpmn"),
]
