"""Lists of cases handed out to be checked, and the answers that came back."""
