"""What the admin answers: its page, its lists, its messages."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

CHAIN = "Office National de la Migration › Coordination Générale › Direction Administrative et Financière (DAF)"


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def rows(client: Client, query: str = "") -> list[list[str]]:
    """Return the cells of the chooser's list."""
    found = soup(client.get(reverse("structure_chooser:choose_results"), {"q": query} if query else {}))
    return [[" ".join(cell.get_text().split()) for cell in row.select("td")] for row in found.select("tbody tr")]


def said(response: Any) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


# Choosing a unit
