from django.urls import path

from . import views
from .register.views import register

urlpatterns = [
    path("guides/", views.guides, name="guides"),
    path("registre/", register, name="register"),
    path("etapes/<uuid:key>/", views.steps, name="steps"),
]
