from django.urls import path

from . import views

urlpatterns = [path("etapes/<uuid:key>/", views.steps, name="steps")]
