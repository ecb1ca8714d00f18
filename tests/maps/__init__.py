"""Themes, styles, legends, the map page's parts and rendered maps."""
