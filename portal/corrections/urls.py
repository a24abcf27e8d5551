from django.urls import path

from . import views

urlpatterns = [
    path("signaler/<uuid:key>/", views.report, name="report"),
    path("signaler/<uuid:key>/merci/", views.reported, name="reported"),
]
