from search.highlighting import Segment
from search.templatetags.passages import marked


def test_what_matched_is_marked_and_everything_is_escaped() -> None:
    segments = (Segment("Payer <tout> ", False), Segment("& le personnel", True))
    assert marked(segments) == "Payer &lt;tout&gt; <mark>&amp; le personnel</mark>"
