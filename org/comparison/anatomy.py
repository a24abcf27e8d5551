"""Of what the texts of the structure are made."""

from portal.editions.comparing import Anatomy

from .facts import facts_of, rows_of
from .wording import SCRIPT

STRUCTURE = Anatomy(facts=facts_of, rows=rows_of, script=SCRIPT)
