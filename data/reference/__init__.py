"""The reference district: published facts and, marked synthetic, what the generator adds."""

from data.reference.loading import is_loaded, load

__all__ = ["is_loaded", "load"]
