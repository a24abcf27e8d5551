"""What is found in the texts of the structure; links that are dead are found in every text that is looked at."""

from .around import find_approximate, find_dead_links, find_lagging, find_vacant
from .kinds import Gap
from .lacks import find_lacks
from .registry import Finders
from .repeats import find_repeats

STRUCTURE = Finders(
    Gap,
    kinds=("organisation", "unit"),
    find=(find_lacks, find_approximate, find_vacant, find_repeats, find_dead_links, find_lagging),
)
