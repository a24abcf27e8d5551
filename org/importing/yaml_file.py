"""YAML structure files, read with the place of every part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from .problems import Document, ImportRefused, Location, Position, Problem


def read_yaml(path: Path) -> Document:
    """Read a file; raise ``ImportRefused`` where it is no YAML or names a field twice."""
    try:
        text = path.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise ImportRefused([Problem(_place_of_byte(error), _("Le fichier n’est pas en UTF-8."))]) from error
    except yaml.reader.ReaderError as error:
        message = _("Le fichier contient un caractère de contrôle, qui n’est pas du texte.")
        raise ImportRefused([Problem(_place_of_character(text, error.position), message)]) from error
    except yaml.MarkedYAMLError as error:
        raise ImportRefused([Problem(_mark(error.problem_mark), _not_yaml(error))]) from error
    except RecursionError as error:
        raise ImportRefused([Problem(Position(1, 1), _("Le fichier imbrique trop de listes."))]) from error
    if node is None:
        raise ImportRefused([Problem(Position(1, 1), _("Le fichier est vide."))])
    reader = _Reader()
    data = reader.value(node, ())
    return Document(data, reader.positions, problems=tuple(reader.problems), faulty=frozenset(reader.faulty))


def write_yaml(data: dict[str, Any], path: Path) -> None:
    """Write ``data`` in the order given, for people to read."""
    path.write_text(as_yaml(data), encoding="utf-8")


def as_yaml(data: dict[str, Any]) -> str:
    """Return ``data`` as a file would have it."""
    return str(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=110))


def _not_yaml(error: yaml.MarkedYAMLError) -> str:
    return _("Le fichier n’est pas du YAML correct : %(problem)s.") % {"problem": error.problem or error.context}


def _place_of_byte(error: UnicodeDecodeError) -> Position:
    before = error.object[: error.start].decode()
    return _place_of_character(before, len(before))


def _place_of_character(text: str, index: int) -> Position:
    return Position(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def _mark(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)


class _Reader:
    """Turns nodes into plain data and remembers where each stood."""

    def __init__(self) -> None:
        self.positions: dict[Location, Position] = {}
        self.problems: list[Problem] = []
        self.faulty: set[Location] = set()
        self._scalars = yaml.constructor.SafeConstructor()
        self._collections: set[int] = set()

    def value(self, node: yaml.Node, location: Location) -> Any:
        self.positions[location] = _mark(node.start_mark)
        if isinstance(node, yaml.CollectionNode):
            # A reference may contain itself, or a thousand references: each list and mapping is written out.
            if id(node) in self._collections:
                return self._fault(node, location, _("Écrivez cette partie en entier, sans renvoi (&, *)."))
            self._collections.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*location, index)) for index, item in enumerate(node.value)]
        try:
            return self._scalars.construct_object(node)
        except ValueError:
            return node.value  # a date or a number that is none: the field will say what it expects
        except yaml.YAMLError:
            return self._fault(node, location, _("Cette valeur est illisible."))

    def _mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in found:
                message = _("Le champ « %(field)s » est donné deux fois.") % {"field": key}
                self._fault(key_node, (*location, key), message)
            found[key] = self.value(value_node, (*location, key))
            self.positions[(*location, key)] = _mark(key_node.start_mark)
        return found

    def _fault(self, node: yaml.Node, location: Location, message: str) -> None:
        self.problems.append(Problem(_mark(node.start_mark), message))
        self.faulty.add(location)
