"""Wagtail's tasks about a saved object: done at once, or, while much is saved, once for each object at the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from django_tasks.utils import get_random_id

_Call = tuple[str, tuple[Any, ...]]
_waiting: ContextVar[dict[_Call, Task[..., Any]] | None] = ContextVar("waiting", default=None)


class OnceEach(ImmediateBackend):
    """Does tasks at once, but within ``once_each`` keeps them, and each only once."""

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Do the task, or keep it for the end."""
        waiting = _waiting.get()
        if waiting is None or kwargs:
            return super().enqueue(task, args, kwargs)
        waiting[task.module_path, tuple(args)] = task
        return TaskResult(
            task=task,
            id=get_random_id(),
            status=TaskResultStatus.READY,
            enqueued_at=None,
            started_at=None,
            last_attempted_at=None,
            finished_at=None,
            args=args,
            kwargs=kwargs,
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )


@contextmanager
def once_each() -> Iterator[None]:
    """Do the tasks that come up inside at the end, each once; none when it ends with an error."""
    waiting: dict[_Call, Task[..., Any]] = {}
    token = _waiting.set(waiting)
    try:
        yield
    finally:
        _waiting.reset(token)
    for (_name, args), task in waiting.items():
        task.enqueue(*args)
