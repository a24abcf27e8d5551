from django.urls import path

from . import views

urlpatterns = [path("date/", views.on_date, name="on-date")]
