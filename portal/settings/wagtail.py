"""Wagtail and its translation."""

from .environment import BASE_URL

WAGTAIL_SITE_NAME = "Mandat"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
# A publication that the gate refuses must not end the workflow; one that it allows ends it itself.
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "portal.approvals.finishing.publish_approved"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
# Submitting a page for translation must not publish its French text as the translation.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
# Wagtail keeps its indexes by tasks; an import saves a page three times, and indexes it once.
TASKS = {"default": {"BACKEND": "portal.tasks.OnceEach"}}
