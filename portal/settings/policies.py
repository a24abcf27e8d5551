"""What a browser may load and do: nothing inline, nothing from elsewhere.

Wagtail's editor still writes styles and scripts into its pages (docs.wagtail.org, « Content Security Policy »), so
the desk has a policy of its own; it is open to signed-in editors only.
"""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE

from .environment import PRODUCTION

_EVERYWHERE: dict[str, Any] = {
    "base-uri": [NONE],
    "connect-src": [SELF],
    "form-action": [SELF],
    "frame-ancestors": [SELF],
    "img-src": [SELF],
    "object-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "upgrade-insecure-requests": PRODUCTION,
}
PUBLIC_POLICY: dict[str, Any] = {**_EVERYWHERE, "default-src": [NONE]}
DESK_POLICY: dict[str, Any] = {
    **_EVERYWHERE,
    "default-src": [SELF],
    "img-src": [SELF, "data:", "blob:"],
    "script-src": [SELF, UNSAFE_INLINE, UNSAFE_EVAL],
    "style-src": [SELF, UNSAFE_INLINE],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": PUBLIC_POLICY}
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)
