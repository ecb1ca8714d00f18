"""Who read and wrote what, and that nobody can change it afterwards."""
