"""What browsers may do with the portal's answers: strict for readers, looser on Wagtail's desk."""

from __future__ import annotations

from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse


class PolicyMiddleware(CSPMiddleware):
    """Sends the content security policy of the place, and the permissions that no page asks for."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the desk's policy on the desk; previews there have that of readers already, from within."""
        parts = super().get_policy_parts(request, response, report_only)
        if parts.config is None and not report_only and request.path.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.DESK_POLICY
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Add both headers, each unless a view has set its own."""
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        return super().process_response(request, response)
