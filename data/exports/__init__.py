"""Files of layers and lists, read as their reader and written whole before they leave."""
