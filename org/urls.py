from django.urls import path

from . import views
from .charts.urls import urlpatterns as chart_patterns

urlpatterns = [path("poste/<uuid:key>/<uuid:anchor>/", views.post, name="post"), *chart_patterns]
