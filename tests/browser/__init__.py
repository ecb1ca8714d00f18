"""What a person does in a real Chromium on a served register."""
