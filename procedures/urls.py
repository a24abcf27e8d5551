from django.urls import path

from . import views

urlpatterns = [
    path("guides/", views.guides, name="guides"),
    path("etapes/<uuid:key>/", views.steps, name="steps"),
]
