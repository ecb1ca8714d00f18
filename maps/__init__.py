"""Pictures of what the layers return: styles, legends, MapLibre and folium maps."""
