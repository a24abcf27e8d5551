from django.urls import path

from ..evolution import views as evolution_views
from . import views

urlpatterns = [
    path("organigramme/<uuid:key>/", views.chart, name="chart"),
    path("organigramme/<uuid:key>/impression/", views.printed, name="chart-print"),
    path("organigramme/<uuid:key>/changements/", evolution_views.evolution, name="evolution"),
    path("organigramme/<uuid:key>.svg", views.svg, name="chart-svg"),
    path("organigramme/<uuid:key>.png", views.png, name="chart-png"),
]
