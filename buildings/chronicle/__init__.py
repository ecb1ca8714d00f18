"""What public sources say of the place: disputed figures and dated events."""
