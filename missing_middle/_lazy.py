"""Packages whose names are imported when somebody asks for them."""

import sys
from importlib import import_module


def lazily(package, module_of):
    """Return ``__getattr__`` and ``__dir__`` of a package; ``module_of`` names the module below it for each name."""

    def get(name):
        if name not in module_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{module_of[name]}"), name)

    return get, lambda: sorted([*vars(sys.modules[package]), *module_of])
