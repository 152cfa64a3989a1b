"""How does a plain function become fast, and what happens where it cannot?

The one place that knows numba. `@kernel` compiles a function when numba can be imported, else it hands back
the plain function: same source, same results, slower. PRESIDIUM_INTERPRETED=1 asks for plain functions.

Compiled code is kept under PRESIDIUM_CACHE (else the user's cache folder of the platform), in a folder named
after the text of every module that can hold a kernel. numba itself looks only at the file of the function it
loads, not at those which that one calls: without the name, an edited chapter would go on running as it was.
"""

import hashlib
import os
import platform
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from presidium.cache import cache_folder, oldest_first

F = TypeVar("F", bound=Callable[..., Any])

_ROOMS_WITHOUT_KERNELS = {"app", "cli", "datasets", "draw", "gallery", "page", "record", "scenario", "words"}
_KEPT_VERSIONS = 3


def source_digest(package: Path) -> str:
    """First 16 hex digits of the SHA-256 over the modules that can hold a kernel, in order of their names.

    >>> len(source_digest(Path(__file__).parent))
    16
    """
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package)
        if name.parts[0] not in _ROOMS_WITHOUT_KERNELS:
            digest.update(name.as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _writable_cache(package: Path) -> Path | None:
    """The folder for this source's compiled code; None, with a warning, where nothing can be kept."""
    try:
        compiled = cache_folder() / "numba"
        folder = compiled / source_digest(package)
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
        os.utime(folder)
        _drop_old(compiled)
    except (OSError, RuntimeError) as problem:
        warnings.warn(
            f"compiled code cannot be kept ({problem}); every start will compile anew. "
            "Set PRESIDIUM_CACHE to a folder that can be written.",
            RuntimeWarning,
            stacklevel=2,
        )
        return None
    return folder


def _drop_old(compiled: Path) -> None:
    """Forget the code of source texts not used lately, so that the cache does not grow with every edit."""
    for path in oldest_first(compiled)[:-_KEPT_VERSIONS]:
        shutil.rmtree(path, ignore_errors=True)


def _one_form_for_constants(compiled: Any) -> Any:
    """Let a call with a constant use the form compiled for any number of its kind.

    numba compiles a callee anew for every constant it is given; the engine names its mechanisms, slots and
    codes by constants, which would nearly double the time of the first start and bring no speed.
    """
    from numba.core import types

    unliteral: Any = types.unliteral
    template = compiled.get_call_template

    def without_constants(args: Any, kws: Any) -> Any:
        return template(
            tuple(unliteral(arg) for arg in args), {name: unliteral(arg) for name, arg in kws.items()}
        )

    compiled.get_call_template = without_constants
    return compiled


def _compiler() -> tuple[Callable[[Any], Any] | None, Path | None]:
    """numba's compiler and where its code is kept; None where functions stay plain or are not kept."""
    if os.environ.get("PRESIDIUM_INTERPRETED") == "1":
        return None, None
    try:
        import numba
    except ImportError:
        return None, None
    package = Path(__file__).parent
    folder = _writable_cache(package)
    settings: Any = numba.config
    njit: Any = numba.njit  # takes more than its annotations say

    def compile_here(function: Any) -> Any:
        ours = folder is not None and Path(function.__code__.co_filename).is_relative_to(package)
        jit = njit(cache=ours, nogil=True, error_model="numpy", fastmath=False, no_cfunc_wrapper=True)
        # numba settles the place when a function is decorated, so its NUMBA_CACHE_DIR is ours for that
        # moment only: the functions of whoever uses presidium keep theirs.
        before = settings.CACHE_DIR
        settings.CACHE_DIR = str(folder or before)
        try:
            return _one_form_for_constants(jit(function))
        finally:
            settings.CACHE_DIR = before

    return compile_here, folder


_compile, _folder = _compiler()

COMPILED: bool = _compile is not None
"""True where kernels run as machine code; False where they run as plain Python."""


def kernel(function: F) -> F:
    """Compile a function of numbers and arrays, or return it as it is where COMPILED is False.

    A kernel works on scalars, arrays and records only, calls kernels only, and reads module constants that
    never change. Compiled, a division by zero gives inf or nan; plain Python numbers raise: a kernel guards
    its divisions. Integer arithmetic that may overflow is masked, because interpreted NumPy integers warn
    where compiled ones wrap. Only presidium's own functions are kept on disk.

    >>> @kernel
    ... def odds(first, second):
    ...     return first / (first + second)
    >>> odds(2.0, 1.0)
    0.6666666666666666
    """
    return function if _compile is None else cast(F, _compile(function))


def compile_for(function: Any, *examples: Any) -> None:
    """Compile a kernel for arguments of the kinds of these, and keep it, without calling it."""
    import numba

    typeof: Any = numba.typeof
    function.compile(tuple(typeof(one) for one in examples))


def kept_mark(what: bytes) -> Path | None:
    """The file that stands for `what` being compiled and kept, by this interpreter and compiler for this kind
    of machine; whoever has seen to it makes the file. None where nothing is compiled or kept.
    """
    if _folder is None:
        return None
    import numba

    place = repr((sys.version, numba.__version__, platform.machine()))
    return _folder / f"kept-{hashlib.sha256(what + place.encode()).hexdigest()[:16]}"


def woven(function: F) -> F:
    """A kernel with one caller, which is compiled as part of that caller.

    Every kernel is optimised together with all that it calls; a chain of outer functions, each with one call,
    would have the whole engine optimised once for each of them and make the first start seconds longer.

    >>> @woven
    ... def twice(x):
    ...     return 2 * x
    >>> twice(4)
    8
    """
    if _compile is None:
        return function
    import numba

    njit: Any = numba.njit
    return cast(F, njit(inline="always", nogil=True, error_model="numpy")(function))
