"""How good the answers are: nDCG@10 over judged questions, by language and by kind of question."""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

import yaml

from benchmarks.site import ROOT, environment, load_content

QUESTIONS = Path(__file__).parent / "questions"
HALVES = {
    "tuning": "seen while tuning",
    "unseen": "never used for tuning",
    "second": "another author's, even numbers seen while tuning",
    "second-odd": "their odd numbers, never used for tuning",
}
SEEN = frozenset({"tuning", "second"})
"""Those whose single questions may be listed."""

DEPTH = 10


def discounted(grades: Iterable[int]) -> float:
    """Return the discounted cumulative gain of grades in the order given (gain 2^grade - 1)."""
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def ndcg(found: Sequence[str], judged: dict[str, int]) -> float:
    """Return nDCG@10: 1 when the best units come first, in their order."""
    ideal = discounted(sorted(judged.values(), reverse=True)[:DEPTH])
    return discounted(judged.get(key, 0) for key in found[:DEPTH]) / ideal if ideal else float(not found)


def questions(half: str) -> list[dict[str, Any]]:
    """Return the judged questions of one half."""
    name, _, odd = half.partition("-")
    data: dict[str, Any] = yaml.safe_load((QUESTIONS / f"{name}.yaml").read_text())
    found: list[dict[str, Any]] = data["questions"]
    return found if name != "second" else [question for question in found if _is_odd(question["id"]) == bool(odd)]


def _is_odd(name: str) -> bool:
    return int(name[-1]) % 2 == 1


def report(half: str, answers: dict[str, list[str]]) -> None:
    """Print the means of one half."""
    by_language, by_kind = defaultdict(list), defaultdict(list)
    for question in questions(half):
        score = ndcg(answers[question["id"]], question["answers"])
        by_language[question["language"]].append(score)
        by_kind[question["language"], question["kind"]].append(score)
        if "-v" in sys.argv and half in SEEN and score < 0.7:
            print(f"    {score:.2f} {question['id']} {question['text']!r} {answers[question['id']][:5]}")
    print(f"{half} ({HALVES[half]})")
    for language, scores in sorted(by_language.items()):
        print(f"  {language}  nDCG@10 {mean(scores):.3f}  ({len(scores)} questions)")
    for (language, kind), scores in sorted(by_kind.items()):
        print(f"    {language} {kind:<16} {mean(scores):.3f}  ({len(scores)})")


def main() -> None:
    """Load the shipped content and ask every judged question."""
    with tempfile.TemporaryDirectory(prefix="mandat-quality-") as directory:
        data = Path(os.environ.get("QUALITY_DATA", directory))
        if not (data / "index").exists():
            load_content(data)
        asked = [question for half in HALVES for question in questions(half)]
        result = subprocess.run(
            [sys.executable, "-m", "benchmarks.ask"],
            cwd=ROOT,
            env=environment(data),
            input=json.dumps(asked, default=str),
            capture_output=True,
            text=True,
        )
        if result.returncode:
            raise SystemExit(result.stderr)
        for half in HALVES:
            report(half, json.loads(result.stdout))
