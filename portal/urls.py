"""The one place where all apps meet."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import index as sitemap_index
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from org.urls import urlpatterns as org_patterns
from portal.approvals.urls import urlpatterns as approval_patterns
from portal.corrections.urls import urlpatterns as correction_patterns
from portal.crawlers import SITEMAPS, Icon, robots
from portal.dated.urls import urlpatterns as date_patterns
from portal.editions.urls import permanent_patterns, text_patterns
from portal.showcase.views import components
from portal.signing_in.urls import desk_patterns, provider_patterns, sign_in_patterns
from procedures.urls import urlpatterns as procedure_patterns
from search.api import api
from search.urls import urlpatterns as search_patterns

urlpatterns = [
    *desk_patterns,
    path("gestion/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("api/", api.urls),
    *provider_patterns,
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", Icon.as_view(), name="icon"),
    path("sitemap.xml", sitemap_index, {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap-part"}, name="sitemap"),
    path("sitemap-<section>.xml", sitemap, {"sitemaps": SITEMAPS}, name="sitemap-part"),
    *i18n_patterns(
        *sign_in_patterns,
        path("composants/", components, name="components"),
        *date_patterns,
        *search_patterns,
        *org_patterns,
        *procedure_patterns,
        *correction_patterns,
        *approval_patterns,
        *permanent_patterns,
        *text_patterns,
        # Never reached, but Wagtail makes its pages' addresses from it.
        path("", include(wagtail_urls)),
    ),
]
