"""What is found in guides, protocols and projects, beside dead links."""

from org.gaps.registry import Finders

from .duties import find_steps_without_duty
from .kinds import StepGap
from .reviews import find_reviews_due

PROCEDURES = Finders(
    StepGap,
    kinds=("procedure", "protocol", "project"),
    find=(find_steps_without_duty, find_reviews_due),
)
