"""What is told when the system gives no more memory, or no more threads?"""

from collections.abc import Iterator
from contextlib import contextmanager

from presidium.errors import UsageError


@contextmanager
def shortage_told() -> Iterator[None]:
    """Tell a shortage as what it is; around a piece of work, or as the decorator of a function.

    Raises UsageError USE667 where memory is refused, USE668 where a thread is.

    >>> with shortage_told():
    ...     raise MemoryError
    Traceback (most recent call last):
    presidium.errors.UsageError: USE667 the system gives no more memory
    help: Ask for fewer histories or threads, or end other programs; finished parts are kept.
    """
    try:
        yield
    except MemoryError as problem:
        detail = f": {problem}" if str(problem) else ""
        raise UsageError(
            "USE667",
            f"the system gives no more memory{detail[:200]}",
            "Ask for fewer histories or threads, or end other programs; finished parts are kept.",
        ) from problem
    except RuntimeError as problem:
        if "start new thread" not in str(problem):
            raise
        raise UsageError(
            "USE668",
            "the system gives no more threads",
            "Give fewer threads (--threads 1), or end other programs.",
        ) from problem
