from django.urls import path

from . import views

urlpatterns = [path("poste/<uuid:key>/<uuid:anchor>/", views.post, name="post")]
