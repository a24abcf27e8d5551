"""How the steps of a procedure follow one another: one picture of it, for checks, drawings and exports."""

from .chart import Flow, Flowchart, Node, NodeKind, chart_of
from .selection import Selection

__all__ = ["Flow", "Flowchart", "Node", "NodeKind", "Selection", "chart_of"]
