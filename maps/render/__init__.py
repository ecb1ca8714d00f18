"""Rendered maps: folium pages in one file each, from the same layers and dresses as the web map."""
