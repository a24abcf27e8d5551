"""``python -m benchmarks [name …]``: run the named benchmarks, or all of them."""

import importlib
import sys

NAMES = [
    "quality",
    "unit_page",
    "long_guide",
    "search_http",
    "publish_to_found",
    "import_rows",
    "large_structure",
    "dates",
    "approvals_queue",
    "page_weight",
    "slow_link",
    "lighthouse",
]


def main(names: list[str]) -> int:
    """Run the benchmarks; return 2 for an unknown name."""
    if unknown := set(names) - set(NAMES):
        print(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    for name in names or NAMES:
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"benchmarks.{name}").main()
    return 0


sys.exit(main(sys.argv[1:]))
