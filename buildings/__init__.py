"""The domain of the Satellite district, one folder a feature; no web framework, no map library."""
