"""What somebody who means harm may try, at every address that the application has."""
