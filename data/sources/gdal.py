"""GDAL's reader, loaded when a file first needs it: a web worker never does.

With pyogrio come pandas and GeoPandas, some hundred megabytes.
"""

from importlib import import_module
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

import numpy as np
from numpy.typing import NDArray

Read = tuple[dict[str, Any], Any, NDArray[np.object_], list[Any]]


class LayerError(Exception):
    """GDAL cannot open the layer."""


def crs_of(path: Path) -> str | None:
    """The label of a layer's CRS, None where it has none; LayerError where GDAL cannot open it."""
    label: str | None = _info(path)["crs"]
    return label


def fields_of(path: Path) -> list[str]:
    """The columns of a layer as it writes them; LayerError where GDAL cannot open it."""
    return [str(name) for name in _info(path)["fields"]]


def _info(path: Path) -> dict[str, Any]:
    errors = import_module("pyogrio.errors")
    try:
        found: dict[str, Any] = import_module("pyogrio").read_info(path)
    except (errors.DataSourceError, errors.DataLayerError) as error:
        raise LayerError(str(error)) from error
    return found


def read_layer(path: Path, **options: object) -> Read | None:
    """Metadata, ids, WKB shapes and columns of a layer; None where GDAL cannot read it."""
    errors = import_module("pyogrio.errors")
    with catch_warnings():
        # rings that do not close, and the like: each shape is judged by its reader
        simplefilter("ignore", RuntimeWarning)
        try:
            found: Read = import_module("pyogrio.raw").read(path, **options)
        except (errors.DataSourceError, errors.DataLayerError):
            return None
    return found
