"""The portal's settings, one small file a subject; ``environment`` is the only one that reads variables."""

from .accounts import *
from .approvals import *
from .apps import *
from .caches import *
from .corrections import *
from .database import *
from .environment import BASE_URL as BASE_URL
from .environment import DEBUG as DEBUG
from .environment import HOST as HOST
from .environment import MANDAT_DATA as MANDAT_DATA
from .environment import PORT as PORT
from .environment import SECRET_KEY as SECRET_KEY
from .environment import SECRET_KEY_FALLBACKS as SECRET_KEY_FALLBACKS
from .files import *
from .languages import *
from .mail import *
from .policies import *
from .security import *
from .templates import *
from .wagtail import *
