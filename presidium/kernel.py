"""How does a plain function become fast, and what happens where it cannot?

The one place that knows numba. `@kernel` compiles a function when numba can be imported, else it hands back
the plain function: same source, same results, slower. PRESIDIUM_INTERPRETED=1, or numba's own
NUMBA_DISABLE_JIT=1, ask for plain functions.

Compiled code is kept by `machinecode`, which says whose code may be taken. numba itself would look only at
the file of the function it loads, not at those which that one calls, and would tie the code to a path.
"""

import hashlib
import os
import pickle
import re
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from presidium.errors import UsageError
from presidium.machinecode import PACKAGE, code, drop_code, is_kept, keep_code, mark_used

F = TypeVar("F", bound=Callable[..., Any])

#: What numba calls a processor of which nothing is known but its architecture.
GENERIC = "generic"
#: Settings of numba that change the code it makes.
_SHAPING = ("OPT", "BOUNDSCHECK", "DEBUGINFO_DEFAULT", "LOOP_VECTORIZE", "SLP_VECTORIZE", "USING_SVML")


class _Keeper:
    """What numba asks of a function's cache, answered from `machinecode`.

    A name is made of module, function, line, kinds of arguments, processor and settings. Code for a generic
    processor runs on each of its architecture, so it is taken wherever there is some.
    """

    def __init__(self, function: Any) -> None:
        own = f"{function.__module__.removeprefix('presidium.')}.{function.__qualname__}"
        self.cache_path = f"{own}-{function.__code__.co_firstlineno}"

    def _names(self, signature: Any, codegen: Any) -> list[str]:
        """The names of code for these arguments: for any processor, then as this process compiles."""
        from numba.core import config, sigutils

        normalize: Any = sigutils.normalize_signature
        arguments, _ = normalize(signature)
        settings = [getattr(config, name, None) for name in _SHAPING]
        triple, *processor = codegen.magic_tuple()
        names = []
        for one in ([GENERIC, ""], processor):
            what = repr((str(arguments), settings, triple, one)).encode()
            names.append(f"{self.cache_path}-{hashlib.sha256(what).hexdigest()[:16]}")
        return names

    def is_kept(self, signature: Any, target: Any) -> bool:
        return any(map(is_kept, self._names(signature, target.codegen())))

    def load_overload(self, signature: Any, target: Any) -> Any:
        from numba.core.compiler import CompileResult

        target.refresh()
        rebuild: Any = CompileResult._rebuild
        for name in self._names(signature, target.codegen()):
            data = code(name)
            if data is None:
                continue
            try:
                return rebuild(target, *pickle.loads(data))
            except (
                Exception
            ):  # whole, yet not what this compiler wrote: whatever it raises, it is compiled anew
                drop_code(name)
        return None

    def save_overload(self, signature: Any, result: Any) -> None:
        if result.library.has_dynamic_globals or any(not one.can_cache for one in result.lifted):
            return
        from numba.core.serialize import dumps

        pickled: Any = dumps
        # numba would add its notes on the source, with the path where that lies.
        data = pickled(result._replace(type_annotation="")._reduce())
        keep_code(self._names(signature, result.codegen)[-1], data)

    def flush(self) -> None:
        """Forget nothing: code is kept under the name of its source, and never stale."""


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


def _numba() -> Any:
    """The compiler; None where there is none or it is told not to compile.

    UsageError where a setting of its own, a variable NUMBA_..., keeps it from starting.
    """
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        try:
            import numba
        except ImportError:
            return None
        except Exception as problem:
            raise _cannot_start(str(problem)) from None
    for one in told:
        misread = re.match(r"Environment variable '(NUMBA_\w+)'.* value '(.*)' could not", str(one.message))
        if misread:
            raise _cannot_start(f"{misread[1]} cannot be {misread[2]!r}")
        warnings.warn_explicit(one.message, one.category, one.filename, one.lineno)
    settings: Any = numba.config
    features = settings.CPU_FEATURES
    if features and not re.fullmatch(r"[+-][^,]+(,[+-][^,]+)*", features):
        raise _cannot_start(f"NUMBA_CPU_FEATURES cannot be {features!r}: each begins with + or -")
    return None if settings.DISABLE_JIT else numba


def _cannot_start(problem: str) -> UsageError:
    named = sorted(name for name in os.environ if name.startswith("NUMBA_"))
    return UsageError(
        "USE606",
        f"numba, which compiles the engine, does not start: {problem}",
        f"Correct or unset what sets it ({', '.join(named) or 'a file .numba_config.yaml'}), "
        "or set PRESIDIUM_INTERPRETED=1 to do without: slower, with the same results.",
    )


def _compiler() -> Callable[[Any], Any] | None:
    """What compiles a function; None where functions stay plain."""
    numba = None if os.environ.get("PRESIDIUM_INTERPRETED") == "1" else _numba()
    if numba is None:
        return None
    mark_used()

    def compile_here(function: Any) -> Any:
        compiled = numba.njit(nogil=True, error_model="numpy", fastmath=False, no_cfunc_wrapper=True)(
            function
        )
        if Path(function.__code__.co_filename).is_relative_to(PACKAGE):
            compiled._cache = _Keeper(function)
        return _one_form_for_constants(compiled)

    return compile_here


_compile = _compiler()

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
    function.compile(_kinds(examples))


def kept_for(function: Any, *examples: Any) -> bool:
    """Is a kernel kept as compiled for arguments of the kinds of these?"""
    return bool(function._cache.is_kept(_kinds(examples), function.targetctx))


def _kinds(examples: tuple[Any, ...]) -> tuple[Any, ...]:
    import numba

    typeof: Any = numba.typeof
    return tuple(typeof(one) for one in examples)


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
