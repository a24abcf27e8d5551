"""What readers may report, how often, and how long their e-mail is kept."""

from .environment import CORRECTIONS_EMAIL_DAYS as CORRECTIONS_EMAIL_DAYS
from .environment import TRUSTED_PROXIES as TRUSTED_PROXIES

CORRECTIONS_EMAIL_DAYS_AT_MOST = max(180, CORRECTIONS_EMAIL_DAYS)
CORRECTIONS_SECONDS = 4
CORRECTIONS_PER_HOUR = 6
CORRECTIONS_IN_ALL = 120
