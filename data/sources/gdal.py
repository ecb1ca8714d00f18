"""GDAL's reader, loaded when a file first needs it: a web worker never does.

With pyogrio come pandas and GeoPandas, some hundred megabytes.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Read = tuple[dict[str, Any], Any, NDArray[np.object_], list[Any]]


def crs_of(path: Path) -> str | None:
    """The label of a layer's CRS, None where it has none."""
    label: str | None = import_module("pyogrio").read_info(path)["crs"]
    return label


def read_layer(path: Path, **options: object) -> Read | None:
    """Metadata, ids, WKB shapes and columns of a layer; None where GDAL cannot read it."""
    errors = import_module("pyogrio.errors")
    try:
        found: Read = import_module("pyogrio.raw").read(path, **options)
    except (errors.DataSourceError, errors.DataLayerError):
        return None
    return found
